import type { Lexicon } from '../lexicon.js';
import { anyOf, wholeWords } from '../text/patterns.js';

export interface RefPatterns {
  /** `all overdue`. */
  readonly all: RegExp;
  readonly separator: RegExp;
  /** `2`, `#17`, `task 3`. */
  readonly number: RegExp;
  /** Words of a list request that stand for terms of the filter language. */
  readonly filterWords: RegExp;
  /** Words of a list request that mean nothing by themselves. */
  readonly filler: RegExp;
}

/** Builds the patterns for references to tasks. */
export function compileRefs(lexicon: Lexicon): RefPatterns {
  const and = anyOf(lexicon.and);
  return {
    all: new RegExp(String.raw`^(?:${anyOf(lexicon.refs.all)})(?:\s+(?<filter>.+))?$`, 'iu'),
    separator: new RegExp(String.raw`\s*(?:,\s*(?:${and})\s|,|\s(?:${and})\s)\s*`, 'iu'),
    number: new RegExp(
      String.raw`^(?:(?:${anyOf(lexicon.refs.taskWord)})\s+)?(?<hash>#)?(?<n>\d{1,9})$`,
      'iu',
    ),
    filterWords: wholeWords(anyOf(Object.keys(lexicon.filterWords))),
    filler: wholeWords(anyOf(lexicon.verbs.listFiller)),
  };
}
