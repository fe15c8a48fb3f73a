import type { Reading } from '../context.js';
import type { ReminderDraft } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { key, matches, rangeOf } from '../text/patterns.js';
import { durationOf } from '../text/words.js';

const MINUTES_PER_DAY = 1_440;
const DAYS_PER_MONTH = 30;
const EDGE = /^[\s,;.!?–-]*$/u;

export const MAX_REMINDERS = 10;

/**
 * Takes reminders relative to the due time out of the text. "10 minutes before" counts at an edge of the
 * text, or before "it": in "arrive 10 minutes before kickoff" it is part of the title.
 */
export function readReminders(draft: Draft, reading: Reading): readonly ReminderDraft[] {
  const { reminders, lexicon } = reading.grammar;
  const minutes = new Set<number>();
  for (const match of matches(reminders.before, draft.free)) {
    const bare = ['before', ...lexicon.early].includes(key(match.groups['before'] ?? ''));
    if (bare && !atEdge(draft.free, rangeOf(match))) continue;
    for (const span of matches(reminders.span, match.groups['spans'] ?? '')) {
      const { months, days, minutes: rest } = durationOf(lexicon, span[0]);
      minutes.add((months * DAYS_PER_MONTH + days) * MINUTES_PER_DAY + Math.ceil(rest));
    }
    draft.take(rangeOf(match), 'reminder', [...minutes].map((offset) => `-${offset}m`).join(','));
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

function atEdge(free: string, { start, end }: Range): boolean {
  return EDGE.test(free.slice(0, start)) || EDGE.test(free.slice(end));
}
