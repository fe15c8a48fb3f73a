import { civilToZoned, isAllDay, type Civil } from './civil.js';

const MINUTES_PER_DAY = 1_440;

/**
 * When a reminder fires that stands `offsetMinutes` before a due time (0 = at the due time).
 * Whole days are calendar days, so "1 day before 09:00" is 09:00 across a clock change (like RFC 5545,
 * section 3.3.6: nominal days, exact hours).
 * @param due a civil date counts as `allDayTime` of that day
 * @param allDayTime `HH:MM`, the user's time for whole-day reminders
 * @throws {InvalidCivilError | UnknownZoneError}
 */
export function reminderInstant(due: Civil, offsetMinutes: number, zone: string, allDayTime: string): Date {
  const at = civilToZoned(isAllDay(due) ? `${due}T${allDayTime}` : due, zone);
  const days = Math.trunc(offsetMinutes / MINUTES_PER_DAY);
  const fired = at.subtract({ days }).subtract({ minutes: offsetMinutes % MINUTES_PER_DAY });
  return new Date(fired.epochMilliseconds);
}
