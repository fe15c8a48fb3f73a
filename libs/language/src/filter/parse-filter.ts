import { readingOf, type ParseContext, type Reading } from '../context.js';
import { say } from '../messages.js';
import type { Problem } from '../result.js';
import { conditionsIn, everything, type Filter } from './filter.js';
import { FilterParser } from './filter-parser.js';
import { FilterProblems } from './filter-problems.js';
import { filterTokens } from './filter-tokens.js';

export interface ParsedFilter {
  readonly filter: Filter;
  /** A filter with a problem must not be run: what was not understood is not in it. */
  readonly problems: readonly Problem[];
}

export const MAX_FILTER = 1_000;
/** What a query plan can bear. */
const MAX_CONDITIONS = 40;

/**
 * Reads the filter language: `#tag -#tag !high due:today before:friday is:open has:reminder +list "phrase" word` with
 * `AND` (or nothing), `OR`, `NOT` (or `-`) and parentheses, `sort:due,-priority` and `limit:20`. NOT binds closer than
 * AND, AND closer than OR. Pure, and bounded for any text.
 */
export function parseFilter(text: string, context: ParseContext): ParsedFilter {
  return readFilter(text, readingOf(context));
}

/** As {@link parseFilter}, within the reading of a sentence. */
export function readFilter(text: string, reading: Reading): ParsedFilter {
  const { messages } = reading.grammar.lexicon;
  const problems = new FilterProblems(text, messages);
  const whole = { start: 0, end: text.length };
  if (text.length > MAX_FILTER) {
    problems.add('filter.too-long', say(messages.filterTooLong, { max: MAX_FILTER }), whole);
    return { filter: { where: everything, sort: [], limit: null }, problems: problems.found };
  }
  const parser = new FilterParser(filterTokens(text), problems, reading);
  const where = parser.whole();
  const count = [...conditionsIn(where)].length;
  if (count > MAX_CONDITIONS)
    problems.add('filter.too-complex', say(messages.filterTooComplex, { max: MAX_CONDITIONS }), whole);
  return { filter: { where, sort: parser.sort, limit: parser.limit }, problems: problems.found };
}
