import type { Reading } from '../context.js';
import type { ReminderDraft } from '../result.js';
import { EDGE, type Draft } from '../text/draft.js';
import type { Lexicon } from '../lexicon.js';
import { key, matches, rangeOf, type NamedMatch } from '../text/patterns.js';
import { durationOf } from '../text/duration.js';

const MINUTES_PER_DAY = 1_440;
const DAYS_PER_MONTH = 30;

export const MAX_REMINDERS = 10;

/**
 * Takes reminders relative to the due time out of the text. "10 minutes before" counts at an edge of the
 * text, or before "it": in "arrive 10 minutes before kickoff" it is part of the title.
 * @param remind whether the sentence began with "remind me"
 */
export function readReminders(
  draft: Draft,
  reading: Reading,
  { remind }: { readonly remind: boolean },
): readonly ReminderDraft[] {
  const { reminders, lexicon } = reading.grammar;
  const minutes = new Set<number>();
  for (const match of matches(reminders.before, draft.free)) {
    if (!counts(match, draft.free, lexicon, remind)) continue;
    const offsets: number[] = [];
    for (const span of matches(reminders.span, match.groups['spans'] ?? '')) {
      const { months, days, minutes: rest } = durationOf(lexicon, span[0]);
      offsets.push((months * DAYS_PER_MONTH + days) * MINUTES_PER_DAY + Math.ceil(rest));
    }
    for (const offset of offsets) minutes.add(offset);
    draft.take(rangeOf(match), 'reminder', offsets.map((offset) => `-${offset}m`).join(','));
  }
  for (const pattern of [reminders.atTheTime, reminders.tail]) {
    for (const match of matches(pattern, draft.free)) {
      if (!EDGE.test(draft.free.slice(rangeOf(match).end))) continue;
      minutes.add(0);
      draft.take(rangeOf(match), 'reminder', '0m');
    }
  }
  return [...minutes].slice(0, MAX_REMINDERS).map((offset) => ({ kind: 'offset', minutes: offset }));
}

/** Takes "no reminder" out of the text. */
export function readSilence(draft: Draft, { grammar }: Reading): boolean {
  for (const match of matches(grammar.reminders.none, draft.free)) {
    if (!EDGE.test(draft.free.slice(rangeOf(match).end))) continue;
    draft.take(rangeOf(match), 'reminder', 'none');
    return true;
  }
  return false;
}

/** At the start of the text an offset counts only with "remind me", or if a comma or "it" ends it. */
function counts(match: NamedMatch, free: string, lexicon: Lexicon, remind: boolean): boolean {
  const { groups } = match;
  const range = rangeOf(match);
  if (!lexicon.early.includes(key(groups['before'] ?? ''))) return true;
  if (EDGE.test(free.slice(range.end))) return true;
  return (remind || groups['remind'] !== undefined) && EDGE.test(free.slice(0, range.start));
}
