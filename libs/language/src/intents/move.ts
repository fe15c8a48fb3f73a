import type { Reading } from '../context.js';
import { readCreate } from '../create.js';
import type { Intent, Problem, RescheduleIntent } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';
import { durationOf } from '../text/duration.js';
import { dueText } from '../when/due.js';
import { findWhen } from '../when/when.js';
import { resolveDue } from '../when/resolve-due.js';
import { isPlanned } from './on-tasks.js';
import { readRefs } from './refs.js';
import { takeVerb } from './verb.js';
import { wholeDuration, wholeWhen } from './whole.js';

/** The target stands at the end, so only the last places where it may begin are tried. */
const MAX_SPLITS = 4;

/** `move #2 to friday`, `push it by 2 days`; a target that is no time makes it a new task. */
export function readMove(draft: Draft, reading: Reading): Intent | null {
  const whole = draft.fork();
  const body = takeMoveVerb(draft, reading);
  if (body === null) return null;
  const split =
    splitBy(draft, body, reading) ?? splitTo(draft, body, reading) ?? splitBare(draft, body, reading);
  if (split === null) return withoutTarget(draft, whole, body, reading);

  const timed = findWhen(draft.free, reading, { edges: split.ref });
  const { refs, problems, certain } = readRefs(draft, split.ref, reading);
  // "shift from 14:00 to 22:00": a time is nothing that could be moved.
  if (!certain && timed.times.length + timed.dates.length > 0) {
    draft.adopt(whole);
    return readCreate(draft, reading, { remind: false });
  }
  const intent: RescheduleIntent = {
    kind: 'reschedule',
    refs: refs.length === 0 ? [{ kind: 'last' }] : refs,
    ...split.target,
    assumptions: split.assumptions,
    problems: [...problems, ...split.problems],
  };
  return certain ? intent : { ...intent, otherwise: readCreate(whole, reading, { remind: false }) };
}

/** The verb stands at the start, in some languages at the end as well. */
function takeMoveVerb(draft: Draft, { grammar }: Reading): Range | null {
  const atStart = takeVerb(draft, grammar.intents.move, 'reschedule');
  if (atStart !== null) return atStart;
  const match = grammar.intents.moveAtEnd.exec(draft.free);
  if (match === null) return null;
  draft.take(draft.trimmed({ start: match.index, end: draft.free.length }), 'intent', 'reschedule');
  return { start: 0, end: match.index };
}

interface Split {
  readonly ref: Range;
  readonly target: Pick<RescheduleIntent, 'to' | 'by'>;
  readonly assumptions: readonly string[];
  readonly problems: readonly Problem[];
}

function splitBy(draft: Draft, body: Range, reading: Reading): Split | null {
  for (const match of matches(
    reading.grammar.intents.moveBy,
    draft.free.slice(body.start, body.end),
  ).reverse()) {
    const at = rangeOf(match);
    const rest = { start: body.start + at.end, end: body.end };
    const span = wholeDuration(draft.free.slice(rest.start, rest.end), reading);
    if (span === null) continue;
    return byOf(draft, { start: body.start, end: body.start + at.start }, rest, span, reading);
  }
  return null;
}

function byOf(draft: Draft, ref: Range, rest: Range, span: string, { grammar }: Reading): Split {
  const { months, days, minutes } = durationOf(grammar.lexicon, span);
  draft.take(draft.trimmed(rest), 'due', span);
  return { ref, target: { by: { days: days + 30 * months, minutes } }, assumptions: [], problems: [] };
}

function splitTo(draft: Draft, body: Range, reading: Reading): Split | null {
  const separators = matches(reading.grammar.intents.moveTo, draft.free.slice(body.start, body.end))
    .slice(-MAX_SPLITS)
    .reverse();
  for (const match of separators) {
    const at = rangeOf(match);
    const split = splitAt(draft, body, body.start + at.start, body.start + at.end, reading);
    if (split !== null) return split;
  }
  return null;
}

/** `move 2 friday`: the reference is one word. */
function splitBare(draft: Draft, body: Range, reading: Reading): Split | null {
  const word = reading.grammar.refs.word.exec(draft.free.slice(body.start));
  if (word === null) return null;
  const end = body.start + word[0].length;
  const span = wholeDuration(draft.free.slice(end, body.end), reading);
  if (span === null) return splitAt(draft, body, end, end, reading);
  return byOf(draft, { start: body.start, end }, { start: end, end: body.end }, span, reading);
}

function splitAt(draft: Draft, body: Range, refEnd: number, start: number, reading: Reading): Split | null {
  const when = wholeWhen(draft, { start, end: body.end }, reading);
  if (when === null) return null;
  const { due, problem, assumptions } = resolveDue(when, reading);
  draft.take(draft.trimmed({ start, end: body.end }), 'due', due === undefined ? '' : dueText(due));
  return {
    ref: { start: body.start, end: refEnd },
    target: due === undefined ? {} : { to: due },
    assumptions,
    problems: problem === undefined ? [] : [problem],
  };
}

function withoutTarget(draft: Draft, whole: Draft, body: Range, reading: Reading): Intent {
  const { refs, problems, certain } = readRefs(draft, body, reading);
  if (!certain || refs.length === 0) {
    const create = readCreate(whole, reading, { remind: false });
    if (refs.length > 0 || isPlanned(create)) {
      draft.adopt(whole);
      return create;
    }
  }
  const when: Problem = {
    code: 'when.missing',
    message: reading.grammar.lexicon.messages.toWhen,
    suggestions: [],
  };
  return { kind: 'reschedule', refs, assumptions: [], problems: [...problems, when] };
}
