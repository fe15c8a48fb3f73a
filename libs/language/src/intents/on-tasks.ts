import type { Reading } from '../context.js';
import { readCreate } from '../create.js';
import type { CompleteIntent, CreateIntent, DeleteIntent, Intent, Problem, ReopenIntent } from '../result.js';
import { Draft, type Range } from '../text/draft.js';
import { readRefs } from './refs.js';
import { takeVerb } from './verb.js';

type Kind = (CompleteIntent | ReopenIntent | DeleteIntent)['kind'];

/**
 * Complete, reopen and delete. A verb with words that are no certain reference may as well begin a new task
 * ("finish report"): with a date it does, else that reading is kept beside.
 */
export function readOnTasks(draft: Draft, reading: Reading): Intent | null {
  const { intents } = reading.grammar;
  const marked =
    readMarked(draft, intents.markOpen, 'reopen', reading) ??
    readMarked(draft, intents.markDone, 'complete', reading) ??
    readMarked(draft, intents.isDone, 'complete', reading);
  if (marked !== null) return marked;
  return (
    readVerb(draft, intents.reopen, 'reopen', 'never', reading) ??
    readVerb(draft, intents.done, 'complete', 'never', reading) ??
    readVerb(draft, intents.complete, 'complete', 'maybe', reading) ??
    readVerb(draft, intents.delete, 'delete', 'maybe', reading)
  );
}

export function readVerb(
  draft: Draft,
  pattern: RegExp,
  kind: Kind,
  create: 'never' | 'maybe',
  reading: Reading,
): Intent | null {
  if (!pattern.test(draft.free)) return null;
  const whole = draft.fork();
  const range = takeVerb(draft, pattern, kind);
  if (range === null) return null;
  const { refs, problems, certain } = readRefs(draft, range, reading);
  if (refs.length === 0) return missing(kind);
  if (certain || create === 'never') return { kind, refs, problems };
  const otherwise = readCreate(whole, reading, { remind: false });
  if (isPlanned(otherwise)) {
    draft.spans.splice(0, draft.spans.length, ...whole.spans);
    return otherwise;
  }
  return { kind, refs, problems, otherwise };
}

/** A date or a repetition makes a sentence a plan, whatever verb it starts with. */
export function isPlanned({ due, recurrence, problems }: CreateIntent): boolean {
  return (
    due !== undefined || recurrence !== undefined || problems.some(({ code }) => code.startsWith('date.'))
  );
}

/** The verb alone means the task talked about last; to delete needs a name. */
function missing(kind: Kind): Intent {
  if (kind !== 'delete') return { kind, refs: [{ kind: 'last' }], problems: [] };
  const problem: Problem = { code: 'ref.missing', message: 'Which task?', suggestions: [] };
  return { kind, refs: [], problems: [problem] };
}

function readMarked(
  draft: Draft,
  pattern: RegExp,
  kind: 'complete' | 'reopen',
  reading: Reading,
): Intent | null {
  const match = pattern.exec(draft.free);
  const ref = match?.groups?.['ref'];
  if (match === null || ref === undefined) return null;
  const start = match[0].indexOf(ref, match.groups?.['verb']?.length ?? 0);
  const range: Range = { start, end: start + ref.length };
  const { refs, problems } = readRefs(draft, range, reading);
  return { kind, refs, problems };
}
