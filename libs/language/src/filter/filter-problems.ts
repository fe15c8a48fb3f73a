import { say, type Messages } from '../messages.js';
import type { Problem, ProblemCode } from '../result.js';
import type { Range } from '../text/draft.js';
import { distance, nearest } from '../text/nearest.js';
import { filterKeys, otherNames, otherStates, valuesOf, type FilterKeyName } from './filter-keys.js';
import type { TermToken } from './filter-tokens.js';

/** Says what is wrong with a filter, where, and what it may have been meant to be. */
export class FilterProblems {
  readonly found: Problem[] = [];

  constructor(
    private readonly text: string,
    private readonly messages: Messages,
  ) {}

  /** There is no such key; the nearest one is offered. */
  unknownKey(token: TermToken): void {
    const key = token.key ?? '';
    const near =
      otherNames[key] ??
      nearest(
        key,
        filterKeys.map((known) => known.key),
      );
    const range = { start: token.start, end: token.start + key.length + 1 };
    this.add('filter.unknown-key', say(this.messages.unknownKey, { key, near }), range, `${near}:`);
  }

  /** The value makes no sense for its key; the nearest one is offered if there is one. */
  invalidValue(token: TermToken, key: FilterKeyName | null): void {
    const term = this.text.slice(token.start, token.end);
    const values = key === null ? [] : valuesOf(key);
    const near = key === null ? null : nearValue(key, token.value, values);
    const start = token.start + (token.key === null ? 0 : token.key.length + 1);
    const said = say(this.messages.notUnderstood, { term });
    if (near !== null) {
      const meant = say(this.messages.didYouMean, { near: `${token.key ?? ''}:${near}` });
      this.add('filter.invalid-value', `${said} ${meant}`, { start, end: token.end }, near);
      return;
    }
    const hint = values.length === 0 ? '' : ` ${say(this.messages.try, { values: values.join(', ') })}`;
    this.add('filter.invalid-value', said + hint, { start, end: token.end });
  }

  /** @param correction what the range should be instead */
  add(code: ProblemCode, message: string, range: Range, correction?: string): void {
    const { start, end } = range;
    const corrected =
      correction === undefined ? [] : [this.text.slice(0, start) + correction + this.text.slice(end)];
    const suggestions = corrected.map((filter) => ({ label: filter.trim(), filter: filter.trim() }));
    this.found.push({ code, message, suggestions, span: { start, end } });
  }
}

/** The value that is a few letters away, or that others call so. */
function nearValue(key: FilterKeyName, value: string, values: readonly string[]): string | null {
  const lower = value.toLowerCase();
  const same = key === 'is' ? otherStates[lower] : undefined;
  if (same !== undefined) return same;
  const near = nearest(
    lower,
    values.filter((known) => !/\d/u.test(known)), // a number has no nearest one
  );
  return near !== '' && distance(lower, near) <= Math.max(1, Math.floor(near.length / 3)) ? near : null;
}
