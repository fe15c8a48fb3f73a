const DAY_MS = 86_400_000;
/** Clocks differ, and inboxes are pruned by the hour. */
const MARGIN_MS = 2 * 3_600_000;

/**
 * Since when services still know for certain which events they handled. They handled one after it was made, which can
 * be long before another service gave it up.
 * @param days for which inboxes remember an event
 */
export function rememberedSince(days: number, now: Date): Date {
  return new Date(now.getTime() - days * DAY_MS + MARGIN_MS);
}
