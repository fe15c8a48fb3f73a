import type { Reading } from '../context.js';
import type { Problem } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';
import { findWhen } from '../when/when.js';

const EDGE = /^[\s,;.!?–-]*$/u;

/**
 * "gym mon, wed and fri" without "every" may be a series or three tasks: the question to ask, or null.
 * Like a single weekday, the list counts at an edge of the text only.
 */
export function ambiguousWeekdays(draft: Draft, reading: Reading): Problem | null {
  const [match] = matches(reading.grammar.recurrence.weekdayList, draft.free);
  if (match === undefined) return null;
  const list = rangeOf(match);
  const rest = blanked(draft.free, list);
  const { dates, times } = findWhen(rest, reading);
  const around = [...dates, ...times].reduce((text, { range }) => blanked(text, range), draft.free);
  if (!EDGE.test(around.slice(list.end)) && !EDGE.test(around.slice(0, list.start))) return null;

  const until = dates.find(({ role }) => role === 'until');
  const days = match[0]
    .split(/[\s,&]+|\band\b/iu)
    .filter(
      (word) =>
        word in reading.grammar.lexicon.weekdays || word.toLowerCase() in reading.grammar.lexicon.weekdays,
    );
  const every = reading.grammar.lexicon.every[0] ?? '';
  const on = reading.grammar.lexicon.on[0] ?? '';
  const single = (day: string): string => {
    const text =
      until === undefined
        ? draft.source
        : draft.source.slice(0, until.range.start) + draft.source.slice(until.range.end);
    return replaced(text, list, `${on} ${day}`).trim();
  };
  return {
    code: 'recurrence.ambiguous',
    message: 'Does it repeat every week, or are these single tasks?',
    suggestions: [
      { label: 'Repeat weekly', texts: [replaced(draft.source, list, `${every} ${match[0]}`)] },
      { label: `${days.length} single tasks`, texts: days.map(single) },
    ],
  };
}

function blanked(text: string, { start, end }: Range): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

function replaced(text: string, { start, end }: Range, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}
