import type { Reading } from '../context.js';
import type { Problem } from '../result.js';
import { say } from '../messages.js';
import { blanked, EDGE, type Draft, type Range } from '../text/draft.js';
import { key, matches, rangeOf } from '../text/patterns.js';
import { weekdayCodes } from './rule-days.js';
import { DAY_CODES } from './rule-draft.js';
import { findWhen } from '../when/when.js';

/**
 * "gym mon, wed and fri" without "every" may be a series or three tasks: the question to ask, or null.
 * Like a single weekday, the list counts at an edge of the text only.
 */
export function ambiguousWeekdays(draft: Draft, reading: Reading): Problem | null {
  const [match] = matches(reading.grammar.recurrence.weekdayList, draft.free);
  if (match === undefined) return null;
  const list = rangeOf(match);
  // "from friday to sunday" is one stretch of days.
  if (reading.grammar.recurrence.afterStart.test(draft.free.slice(0, list.start))) return null;
  const rest = blanked(draft.free, list);
  const { dates, times } = findWhen(rest, reading);
  const around = [...dates, ...times].reduce((text, { range }) => blanked(text, range), draft.free);
  if (!EDGE.test(around.slice(list.end)) && !EDGE.test(around.slice(0, list.start))) return null;

  const until = dates.find(({ role }) => role === 'until' || role === 'by');
  const { weekdays, messages } = reading.grammar.lexicon;
  const codes = weekdayCodes(match[0], reading.grammar);
  const names = match[0].split(reading.grammar.recurrence.listed).filter((word) => key(word) in weekdays);
  const days = names.length === codes.length ? names : codes.map((code) => nameOf(code, weekdays));
  const { ambiguousWeekdays: unsure, on: leads } = reading.grammar.lexicon;
  const led = leads.some((lead) => key(draft.free.slice(0, list.start)).endsWith(` ${lead}`));
  const named =
    names.length > 2 || led || times.length > 0 || !names.every((name) => unsure.includes(key(name)));
  if (days.length < 2 || !named) return null;
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
    message: messages.ambiguousDays,
    suggestions: [
      { label: messages.repeatWeekly, texts: [replaced(draft.source, list, `${every} ${match[0]}`)] },
      { label: say(messages.singleTasks, { count: days.length }), texts: days.map(single) },
    ],
  };
}

/** The first word of the language for a day. */
function nameOf(code: string, weekdays: Readonly<Record<string, number>>): string {
  const day = DAY_CODES.findIndex((candidate) => candidate === code) + 1;
  return Object.keys(weekdays).find((word) => weekdays[word] === day) ?? code;
}

function replaced(text: string, { start, end }: Range, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}
