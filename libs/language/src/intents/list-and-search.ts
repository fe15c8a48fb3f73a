import type { Reading } from '../context.js';
import { readCreate } from '../create.js';
import { readFilter } from '../filter/parse-filter.js';
import { foldName } from '../fold-text.js';
import type { Intent, ListIntent, Problem, SearchIntent } from '../result.js';
import type { Draft, Range } from '../text/draft.js';
import { key } from '../text/patterns.js';
import { naturalFilter } from './natural-filter.js';
import { isPlanned } from './on-tasks.js';
import { takeVerb } from './verb.js';

/** "show #home", "what's due today"; with words that are no filter it is no list request: null. */
export function readList(draft: Draft, reading: Reading): ListIntent | null {
  const { lexicon, intents } = reading.grammar;
  const words = key(draft.free).replace(/[.!?\s]+$/u, '');
  const alone = lexicon.filterWords[words] ?? lexicon.verbs.listWhole[words];
  if (words in lexicon.periodWords) {
    const period = naturalFilter(words, reading);
    if (period !== null) return listOf(period, draft, draft.rest(), reading);
  }
  if (alone !== undefined) return listOf(alone, draft, draft.rest(), reading);
  const verb = intents.list.exec(draft.free);
  if (verb === null) return null;
  const named = draft.source.slice(verb[0].length);
  const source = savedFilter(named, reading) ?? naturalFilter(named, reading);
  if (source === null) return null;
  const range = takeVerb(draft, intents.list, 'list');
  return range === null ? null : listOf(source, draft, draft.trimmed(range), reading);
}

/** The list of a command: what follows is the filter language, or words for it. */
export function readListCommand(draft: Draft, range: Range, reading: Reading): ListIntent {
  const words = draft.source.slice(range.start);
  const source = savedFilter(words, reading) ?? naturalFilter(words, reading) ?? words.trim();
  return listOf(source, draft, draft.trimmed(range), reading);
}

/** The filter that the user keeps under this name, whatever its letters' case. */
function savedFilter(words: string, { savedFilters }: Reading): string | null {
  const name = foldName(words.replace(/[?.!]+$/u, '').replace(/^\s*(["“])(.*)["”]\s*$/u, '$2'));
  return savedFilters.find((saved) => foldName(saved.name) === name)?.query ?? null;
}

function listOf(source: string, draft: Draft, range: Range, reading: Reading): ListIntent {
  const { filter, problems } = readFilter(source, reading);
  noteFilter(draft, range, source);
  return { kind: 'list', source, filter, problems: problems.map((problem) => asCommand(problem, '/list')) };
}

/** A correction of the filter as a message that can be sent. */
function asCommand(problem: Problem, command: '/list' | '/search'): Problem {
  const suggestions = problem.suggestions.map((suggestion) =>
    suggestion.filter === undefined
      ? suggestion
      : { ...suggestion, texts: [`${command} ${suggestion.filter}`] },
  );
  return { ...problem, suggestions };
}

/** "find milk"; a sentence with a date is a plan ("find a plumber tomorrow"). "search" is always a search. */
export function readSearch(draft: Draft, reading: Reading): Intent | null {
  const { intents } = reading.grammar;
  if (intents.search.test(draft.free)) {
    const range = takeVerb(draft, intents.search, 'search');
    return range === null ? null : searchOf(draft, range, reading);
  }
  if (!intents.find.test(draft.free)) return null;
  const whole = draft.fork();
  const range = takeVerb(draft, intents.find, 'search');
  if (range === null) return null;
  const otherwise = readCreate(whole, reading, { remind: false });
  if (isPlanned(otherwise)) {
    draft.adopt(whole);
    return otherwise;
  }
  return { ...searchOf(draft, range, reading), otherwise };
}

export function searchOf(draft: Draft, range: Range, reading: Reading): SearchIntent {
  const trimmed = draft.trimmed(range);
  const words = draft.source.slice(trimmed.start, trimmed.end).replace(/[?.!]+$/u, '');
  const source = naturalFilter(words, reading) ?? words;
  const { filter, problems } = readFilter(source, reading);
  noteFilter(draft, trimmed, source);
  return {
    kind: 'search',
    source,
    filter,
    problems: problems.map((problem) => asCommand(problem, '/search')),
  };
}

function noteFilter(draft: Draft, range: Range, source: string): void {
  if (range.end <= range.start) return;
  draft.spans.push({
    type: 'filter',
    ...range,
    text: draft.source.slice(range.start, range.end),
    value: source,
  });
}
