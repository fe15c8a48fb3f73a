import type { Reading } from '../context.js';
import { readCreate, readNames, readTime } from '../create.js';
import type { Intent, Problem, TaskChanges } from '../result.js';
import { readPriority } from '../steps/priority-and-list.js';
import { EDGE, type Draft, type Range } from '../text/draft.js';
import { key } from '../text/patterns.js';
import { readRefs } from './refs.js';
import type { Template } from './templates.js';
import { takeAround } from './verb.js';

/** What a sentence says about a task that exists. */
interface ReadChange {
  readonly changes: TaskChanges;
  readonly problems: readonly Problem[];
  readonly assumptions: readonly string[];
}

/**
 * "make it high priority", "tag #3 #home", "every friday instead". Only words that are all understood, and
 * with most verbs only a certain task: "make coffee" and "set the table" are new ones.
 */
export function readUpdate(draft: Draft, reading: Reading): Intent | null {
  const { change, changeNamed, untag } = reading.grammar.intents;
  return (
    first(draft, untag, reading, { untag: true, named: false }) ??
    first(draft, change, reading, { untag: false, named: false }) ??
    first(draft, changeNamed, reading, { untag: false, named: true })
  );
}

interface How {
  readonly untag: boolean;
  /** Whether the task may be named by its title. */
  readonly named: boolean;
}

function first(draft: Draft, templates: readonly Template[], reading: Reading, how: How): Intent | null {
  for (const { pattern } of templates) {
    const groups = pattern.exec(draft.free)?.indices?.groups;
    const at = groups?.['change'];
    if (groups === undefined || at === undefined) continue;
    const fork = draft.fork();
    const intent = readChanged(fork, groups['ref'], { start: at[0], end: at[1] }, reading, how);
    if (intent === null) continue;
    draft.adopt(fork);
    return intent;
  }
  return null;
}

function readChanged(
  draft: Draft,
  refAt: [number, number] | undefined,
  range: Range,
  reading: Reading,
  { untag, named }: How,
): Intent | null {
  const ref = refAt === undefined ? null : { start: refAt[0], end: refAt[1] };
  const whole = draft.fork();
  const read = ref === null ? null : readRefs(draft, ref, reading);
  if (read?.certain === false && !named) return null;
  takeAround(draft, ref === null ? [range] : [ref, range], 'update');
  if (ref !== null) draft.drop(ref);
  const change = readChange(draft, range, reading, untag);
  if (change === null) return null;
  const { changes, assumptions } = change;
  const problems = [...(read?.problems ?? []), ...change.problems];
  const refs = read?.refs ?? [{ kind: 'last' as const }];
  const { due, recurrence, ...rest } = changes;
  const otherwise =
    read?.certain === false ? { otherwise: readCreate(whole, reading, { remind: false }) } : {};
  // A new date alone is a move.
  const moves = due !== undefined || problems.some(({ code }) => code.startsWith('date.'));
  if (moves && recurrence === undefined && Object.keys(rest).length === 0)
    return {
      kind: 'reschedule',
      refs,
      ...(due !== undefined && { to: due }),
      assumptions,
      problems,
      ...otherwise,
    };
  return { kind: 'update', refs, changes, assumptions, problems, ...otherwise };
}

/** The changes that a text names, or null if it says anything else or nothing. */
function readChange(draft: Draft, range: Range, reading: Reading, untag: boolean): ReadChange | null {
  const { lexicon } = reading.grammar;
  const words = draft.trimmed(range);
  const phrase = lexicon.priorityPhrases[key(draft.free.slice(words.start, words.end))];
  if (phrase !== undefined) {
    draft.take(words, 'priority', phrase);
    return { changes: { priority: phrase }, problems: [], assumptions: [] };
  }
  const problems: Problem[] = [];
  const { tags, list } = readNames(draft, reading, problems);
  const priority = readPriority(draft, reading.grammar);
  const { due, recurrence, offsets } = readTime(draft, reading, problems, { remind: false, whole: true });
  const left = draft.free.slice(range.start, range.end).replace(reading.grammar.refs.joints, ' ');
  if (!EDGE.test(left) || offsets.length > 0 || due.end !== undefined) return null;
  const changes: TaskChanges = {
    ...(tags.length > 0 && (untag ? { removeTags: tags } : { addTags: tags })),
    ...(list !== undefined && { list }),
    ...(priority !== null && { priority }),
    ...(due.due !== undefined && { due: due.due }),
    ...(recurrence !== undefined && { recurrence }),
  };
  if (Object.keys(changes).length === 0 && problems.length === 0) return null;
  return { changes, problems, assumptions: due.assumptions };
}
