import type { Reading } from '../context.js';
import type { SnoozeIntent } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';
import { durationOf } from '../text/duration.js';
import { dueText } from '../when/due.js';
import type { When } from '../when/when.js';
import { resolveDue } from '../when/resolve-due.js';
import { readCreate } from '../create.js';
import { readRefs } from './refs.js';
import { takeAround, takeVerb } from './verb.js';
import { wholeDuration, wholeWhen } from './whole.js';

const MINUTES_PER_DAY = 1_440;
/** A reference longer than this is none. */
const MAX_SPLITS = 8;

/** `snooze`, `snooze 1h`, `snooze #3 until tomorrow morning`. */
export function readSnooze(draft: Draft, reading: Reading): SnoozeIntent | null {
  const whole = draft.fork();
  const body = takeSnooze(draft, reading);
  if (body === null) return null;
  for (const split of splits(draft.free.slice(0, body.end), body, reading)) {
    const target = { start: split, end: body.end };
    const read = readFor(draft, target, reading) ?? readUntil(draft, target, reading);
    if (read === null) continue;
    const { certain: _certain, ...intent } = refsOf(draft, { start: body.start, end: split }, reading);
    return { ...intent, ...read.target, problems: read.problems };
  }
  const { certain, ...intent } = refsOf(draft, body, reading);
  const minutes = reading.settings.snoozeMinutes;
  // "snooze button" is a reminder by that name, or a new task.
  return certain
    ? { ...intent, minutes }
    : { ...intent, minutes, otherwise: readCreate(whole, reading, { remind: false }) };
}

/** `snooze …`, or a sentence around its time: "remind me in 10 minutes again". */
function takeSnooze(draft: Draft, { grammar }: Reading): Range | null {
  for (const { pattern } of grammar.intents.snoozeAround) {
    const at = pattern.exec(draft.free)?.indices?.groups?.['ref'];
    if (at === undefined) continue;
    const body = { start: at[0], end: at[1] };
    takeAround(draft, [body], 'snooze');
    return body;
  }
  return takeVerb(draft, grammar.intents.snooze, 'snooze');
}

/** "until 6": after the word that leads to it an hour needs nothing else. */
function bareHour(draft: Draft, range: Range): When | null {
  const hour = Number(
    /^\s*(?<hour>\d{1,2})\s*[.!?]*\s*$/u.exec(draft.free.slice(range.start, range.end))?.[1] ?? 24,
  );
  if (hour > 23) return null;
  const value = { hour, minute: 0, meridiem: null, clock24: hour > 12, part: null };
  return { dates: [], times: [{ is: 'time', range, strength: 'anywhere', value }] };
}

/** Where the time may begin: at each word; at the first one only after the second if that names a task. */
function splits(free: string, { start }: Range, { grammar }: Reading): readonly number[] {
  const [first, second, ...rest] = matches(/(?<!\S)\S+/gu, free.slice(start))
    .slice(0, MAX_SPLITS)
    .map((word) => start + rangeOf(word).start);
  const named = grammar.refs.word.test(free.slice(start));
  const order = named ? [second, first, ...rest] : [first, second, ...rest];
  return order.filter((split) => split !== undefined);
}

type Target = {
  readonly target: Pick<SnoozeIntent, 'minutes' | 'until'>;
  readonly problems: SnoozeIntent['problems'];
};

function readFor(draft: Draft, range: Range, reading: Reading): Target | null {
  const span = wholeDuration(draft.free.slice(range.start, range.end), reading);
  if (span === null) return null;
  const { months, days, minutes } = durationOf(reading.grammar.lexicon, span);
  draft.take(draft.trimmed(range), 'due', span);
  return { target: { minutes: (months * 30 + days) * MINUTES_PER_DAY + minutes }, problems: [] };
}

function readUntil(draft: Draft, range: Range, reading: Reading): Target | null {
  const lead = reading.grammar.refs.leadsTo.exec(draft.free.slice(range.start, range.end));
  const start = range.start + (lead?.[0].length ?? 0);
  const rest = { start, end: range.end };
  const when = wholeWhen(draft, rest, reading) ?? (lead === null ? null : bareHour(draft, rest));
  if (when === null) return null;
  const { due, exact, problem } = resolveDue(when, reading);
  if (exact !== undefined) {
    const minutes = (exact.epochMilliseconds - reading.now.getTime()) / 60_000;
    draft.take(draft.trimmed(range), 'due', `${minutes}m`);
    return { target: { minutes }, problems: [] };
  }
  draft.take(draft.trimmed(range), 'due', due === undefined ? '' : dueText(due));
  return {
    target: due === undefined ? {} : { until: due },
    problems: problem === undefined ? [] : [problem],
  };
}

function refsOf(
  draft: Draft,
  range: Range,
  reading: Reading,
): Pick<SnoozeIntent, 'kind' | 'refs' | 'problems'> & { readonly certain: boolean } {
  const { refs, problems, certain } = readRefs(draft, range, reading);
  return { kind: 'snooze', refs, problems, certain };
}
