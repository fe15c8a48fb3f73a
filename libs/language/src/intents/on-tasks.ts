import type { Reading } from '../context.js';
import { readCreate } from '../create.js';
import type { CreateIntent, Intent, Problem, Ref } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { acts, type Act } from './intent-patterns.js';
import { readPastDay } from './past-day.js';
import { readRefs, type ReadRefs } from './refs.js';
import type { CompiledTemplates, Template } from './templates.js';
import { takeAround } from './verb.js';

/** Where a sentence names its task, and its new title if it gives one. */
interface Found {
  readonly draft: Draft;
  readonly ref: Range | null;
  readonly title: Range | null;
}

/**
 * Sentences that act on tasks. Words that are no certain reference may as well begin a new task ("finish
 * report"): with a date they do, else that reading is kept beside.
 */
export function readOnTasks(draft: Draft, reading: Reading): Intent | null {
  for (const certainty of ['sure', 'maybe'] as const) {
    for (const find of [findAround, findVerb, findBehind]) {
      for (const act of acts) {
        for (const found of find(draft, reading.grammar.intents.acts[act][certainty], act, reading)) {
          const intent = actOn(found, act, certainty === 'sure' ? null : draft, reading);
          if (intent === null) continue;
          draft.adopt(found.draft);
          return intent;
        }
      }
    }
  }
  return null;
}

function findAround(draft: Draft, { around }: CompiledTemplates, act: Act): readonly Found[] {
  return around.flatMap((template) => filled(draft, template, act));
}

function findBehind(
  draft: Draft,
  { behind }: CompiledTemplates,
  act: Act,
  { grammar }: Reading,
): readonly Found[] {
  // "show done" asks for a list.
  if (grammar.intents.list.test(draft.free)) return [];
  return behind.flatMap((template) => filled(draft, template, act));
}

/** The verb alone, or with all that follows it. */
function findVerb(draft: Draft, { prefix, alone }: CompiledTemplates, act: Act): readonly Found[] {
  const { free } = draft;
  if (alone?.test(free) === true) {
    const fork = draft.fork();
    fork.take(fork.rest(), 'intent', act);
    return [{ draft: fork, ref: null, title: null }];
  }
  const match = prefix?.exec(free);
  if (!match || match[0].length >= free.trimEnd().length) return [];
  const fork = draft.fork();
  const ref = { start: match[0].length, end: free.length };
  takeAround(fork, [ref], act);
  return [{ draft: fork, ref, title: null }];
}

function filled(draft: Draft, { pattern }: Template, act: Act): readonly Found[] {
  const groups = pattern.exec(draft.free)?.indices?.groups;
  if (groups === undefined) return [];
  const ref = rangeOf(groups['ref']);
  const title = rangeOf(groups['title']);
  const fork = draft.fork();
  takeAround(
    fork,
    [ref, title].filter((range) => range !== null),
    act,
  );
  return [{ draft: fork, ref, title }];
}

function rangeOf(indices: [number, number] | undefined): Range | null {
  return indices === undefined ? null : { start: indices[0], end: indices[1] };
}

/** The act, or null if the words are no reference and no task could be meant. */
function actOn(found: Found, act: Act, whole: Draft | null, reading: Reading): Intent | null {
  const { draft, ref } = found;
  const on = act === 'complete' && ref !== null ? readPastDay(draft, ref, reading) : null;
  const range = on?.ref ?? ref;
  const read: ReadRefs =
    range === null ? { refs: [], problems: [], certain: true } : readRefs(draft, range, reading);
  const done = intentOf(act, read, found, reading);
  const intent = on === null || done.kind !== 'complete' ? done : { ...done, on: on.day };
  if (read.certain || whole === null) return intent;
  const otherwise = readCreate(whole.fork(), reading, { remind: false });
  if (isPlanned(otherwise) && on === null) return null;
  return { ...intent, otherwise } as Intent;
}

function intentOf(act: Act, { refs, problems }: ReadRefs, { draft, title }: Found, reading: Reading): Intent {
  const { messages } = reading.grammar.lexicon;
  const ask = (code: Problem['code'], message: string): readonly Problem[] => [
    ...problems,
    { code, message, suggestions: [] },
  ];
  const named: readonly Ref[] = refs.length > 0 ? refs : [{ kind: 'last' }];
  switch (act) {
    case 'delete':
      // The verb alone means the task talked about last; to delete needs a name.
      if (refs.length === 0) return { kind: act, refs, problems: ask('ref.missing', messages.whichTask) };
      return { kind: act, refs, problems };
    case 'noDate':
      return { kind: 'reschedule', refs: named, to: null, assumptions: [], problems };
    case 'rename': {
      if (title === null) {
        return {
          kind: 'update',
          refs: named,
          changes: {},
          assumptions: [],
          problems: ask('title.empty', messages.newTitle),
        };
      }
      const text = draft.source.slice(title.start, title.end).replace(/^["“„'](.+)["”“']$/u, '$1');
      draft.take(title, 'title', text);
      return { kind: 'update', refs: named, changes: { title: text }, assumptions: [], problems };
    }
    case 'stopRepeat':
      return { kind: 'stop-repeat', refs: named, problems };
    default:
      return { kind: act, refs: named, problems };
  }
}

/** A date or a repetition makes a sentence a plan, whatever verb it starts with. */
export function isPlanned({ due, recurrence, problems }: CreateIntent): boolean {
  return (
    due !== undefined ||
    recurrence !== undefined ||
    problems.some(({ code }) => /^(?:date|recurrence)\./u.test(code))
  );
}
