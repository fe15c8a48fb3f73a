import type { Reading } from '../context.js';
import { readCreate } from '../create.js';
import type { Intent, Problem, RescheduleIntent } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { matches, rangeOf } from '../text/patterns.js';
import { durationOf } from '../text/words.js';
import { dueText } from '../when/due.js';
import { resolveDue } from '../when/resolve-due.js';
import { isPlanned } from './on-tasks.js';
import { readRefs } from './refs.js';
import { takeVerb } from './verb.js';
import { wholeDuration, wholeWhen } from './whole.js';

/** The target stands at the end, so only the last places where it may begin are tried. */
const MAX_SPLITS = 4;

/** `move #2 to friday`, `push it by 2 days`; a target that is no time makes it a new task. */
export function readMove(draft: Draft, reading: Reading): Intent | null {
  const { intents } = reading.grammar;
  if (!intents.move.test(draft.free)) return null;
  const whole = draft.fork();
  const body = takeVerb(draft, intents.move, 'reschedule');
  if (body === null) return null;
  const split =
    splitBy(draft, body, reading) ?? splitTo(draft, body, reading) ?? splitBare(draft, body, reading);
  if (split === null) return withoutTarget(draft, whole, body, reading);

  const { refs, problems, certain } = readRefs(draft, split.ref, reading);
  const missing: Problem[] =
    refs.length === 0 ? [{ code: 'ref.missing', message: 'Which task?', suggestions: [] }] : [];
  const intent: RescheduleIntent = {
    kind: 'reschedule',
    refs,
    ...split.target,
    assumptions: split.assumptions,
    problems: [...problems, ...missing, ...split.problems],
  };
  return certain ? intent : { ...intent, otherwise: readCreate(whole, reading, { remind: false }) };
}

interface Split {
  readonly ref: Range;
  readonly target: Pick<RescheduleIntent, 'to' | 'by'>;
  readonly assumptions: readonly string[];
  readonly problems: readonly Problem[];
}

function splitBy(draft: Draft, body: Range, reading: Reading): Split | null {
  for (const match of matches(reading.grammar.intents.moveBy, draft.free.slice(body.start)).reverse()) {
    const at = rangeOf(match);
    const rest = { start: body.start + at.end, end: body.end };
    const span = wholeDuration(draft.free.slice(rest.start, rest.end), reading);
    if (span === null) continue;
    const { months, days, minutes } = durationOf(reading.grammar.lexicon, span);
    draft.take(draft.trimmed(rest), 'due', span);
    const by = { days: days + 30 * months, minutes };
    return {
      ref: { start: body.start, end: body.start + at.start },
      target: { by },
      assumptions: [],
      problems: [],
    };
  }
  return null;
}

function splitTo(draft: Draft, body: Range, reading: Reading): Split | null {
  const separators = matches(reading.grammar.intents.moveTo, draft.free.slice(body.start))
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
  const word = /^\s*(?:#?\d{1,9}|it|that)(?=\s)/iu.exec(draft.free.slice(body.start));
  if (word === null) return null;
  const end = body.start + word[0].length;
  return splitAt(draft, body, end, end, reading);
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
      draft.spans.splice(0, draft.spans.length, ...whole.spans);
      return create;
    }
  }
  const when: Problem = { code: 'when.missing', message: 'To when?', suggestions: [] };
  return { kind: 'reschedule', refs, assumptions: [], problems: [...problems, when] };
}
