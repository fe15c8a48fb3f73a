import type { Lexicon } from '../lexicon.js';
import { durationSource } from '../text/duration.js';
import { anyOf, wholeWords } from '../text/patterns.js';

export interface RefPatterns {
  /** `all overdue`. */
  readonly all: RegExp;
  readonly separator: RegExp;
  /** `2`, `#17`, `task 3`. */
  readonly number: RegExp;
  /** Words between the members of a list. */
  readonly joints: RegExp;
  /** A range of places in the list. */
  readonly range: RegExp;
  /** One word that can only be a reference. */
  readonly word: RegExp;
  /** Nothing but a span of time. */
  readonly wholeSpan: RegExp;
  /** Before the time until which something is put off. */
  readonly leadsTo: RegExp;
  readonly periodWords: RegExp;
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
    joints: wholeWords(and),
    range: new RegExp(
      String.raw`^(?<hash>#)?(?<from>\d{1,6})\s*(?:-|–|(?:${anyOf(lexicon.rangeTo)})(?=\s))\s*#?(?<to>\d{1,6})$`,
      'iu',
    ),
    word: new RegExp(String.raw`^\s*(?:#?\d{1,9}|${anyOf(lexicon.refs.last)}|"[^"]{1,300}")(?=\s)`, 'iu'),
    wholeSpan: new RegExp(
      String.raw`^\s*(?:(?:${anyOf([...lexicon.forSpan, ...lexicon.verbs.moveBy])})\s+)?(?<span>${durationSource(lexicon)})(?:\s+(?:${anyOf(lexicon.verbs.moveLater)}))?\s*[.!?]*\s*$`,
      'iu',
    ),
    leadsTo: new RegExp(
      String.raw`^\s*(?:${anyOf([...lexicon.before.until, ...lexicon.verbs.moveTo])})\s+`,
      'iu',
    ),
    periodWords: wholeWords(anyOf(Object.keys(lexicon.periodWords))),
    filterWords: wholeWords(anyOf(Object.keys(lexicon.filterWords))),
    filler: wholeWords(anyOf(lexicon.verbs.listFiller)),
  };
}
