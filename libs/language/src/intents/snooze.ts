import type { Reading } from '../context.js';
import type { SnoozeIntent } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';
import { durationOf } from '../text/words.js';
import { dueText } from '../when/due.js';
import { resolveDue } from '../when/resolve-due.js';
import { readRefs } from './refs.js';
import { takeVerb } from './verb.js';
import { wholeDuration, wholeWhen } from './whole.js';

const MINUTES_PER_DAY = 1_440;
/** A reference longer than this is none. */
const MAX_SPLITS = 8;

/** `snooze`, `snooze 1h`, `snooze #3 until tomorrow morning`. */
export function readSnooze(draft: Draft, reading: Reading): SnoozeIntent | null {
  const body = takeVerb(draft, reading.grammar.intents.snooze, 'snooze');
  if (body === null) return null;
  for (const split of splits(draft.free, body)) {
    const target = { start: split, end: body.end };
    const read = readFor(draft, target, reading) ?? readUntil(draft, target, reading);
    if (read !== null)
      return {
        ...refsOf(draft, { start: body.start, end: split }, reading),
        ...read.target,
        problems: read.problems,
      };
  }
  return { ...refsOf(draft, body, reading), minutes: reading.settings.snoozeMinutes };
}

/** Where the time may begin: at each word, the first one included. */
function splits(free: string, { start }: Range): readonly number[] {
  return matches(/(?<!\S)\S+/gu, free.slice(start))
    .slice(0, MAX_SPLITS)
    .map((word) => start + rangeOf(word).start);
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
  const words = [...reading.grammar.lexicon.before.until, ...reading.grammar.lexicon.verbs.moveTo];
  const lead = new RegExp(String.raw`^\s*(?:${words.join('|')})\s+`, 'iu').exec(
    draft.free.slice(range.start),
  );
  const start = range.start + (lead?.[0].length ?? 0);
  const when = wholeWhen(draft, { start, end: range.end }, reading);
  if (when === null) return null;
  const { due, problem } = resolveDue(when, reading);
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
): Pick<SnoozeIntent, 'kind' | 'refs' | 'problems'> {
  const { refs, problems } = readRefs(draft, range, reading);
  return { kind: 'snooze', refs, problems };
}
