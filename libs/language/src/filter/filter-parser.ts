import type { Reading } from '../context.js';
import { say } from '../messages.js';
import type { Problem } from '../result.js';
import { allOf, anyOf, everything, sortKeys, type Expression, type Filter } from './filter.js';
import { isFilterKey, MAX_LIMIT } from './filter-keys.js';
import type { FilterProblems } from './filter-problems.js';
import type { FilterToken, TermToken } from './filter-tokens.js';
import { readKeyed, readPlain } from './read-condition.js';

/** Parentheses and negations in one another. */
const MAX_DEPTH = 10;

/** Descends through OR, AND and NOT; whatever it does not understand becomes a problem, never nothing. */
export class FilterParser {
  sort: Filter['sort'] = [];
  limit: number | null = null;
  private readonly tokens: readonly FilterToken[];
  private at = 0;

  constructor(
    tokens: readonly FilterToken[],
    private readonly problems: FilterProblems,
    private readonly reading: Reading,
  ) {
    // Order and number are of the whole, wherever they stand.
    this.tokens = tokens.filter((token) => !this.tookOption(token));
  }

  whole(): Expression {
    if (this.tokens.length === 0) return everything;
    const where = this.either(0);
    for (; this.at < this.tokens.length; this.at++) {
      const extra = this.tokens[this.at];
      if (extra?.kind === 'close') this.problem('filter.unbalanced', 'closesNothing', extra, '');
    }
    return where;
  }

  private either(depth: number): Expression {
    const parts = [this.both(depth)];
    while (this.next()?.kind === 'or') {
      this.at += 1;
      parts.push(this.both(depth));
    }
    return anyOf(parts);
  }

  private both(depth: number): Expression {
    const parts = [this.unary(depth)];
    for (;;) {
      const kind = this.next()?.kind;
      if (kind === undefined || kind === 'or' || kind === 'close') break;
      if (kind === 'and') this.at += 1;
      parts.push(this.unary(depth));
    }
    return allOf(parts);
  }

  private unary(depth: number): Expression {
    const token = this.next();
    if (token === undefined || token.kind === 'close' || token.kind === 'and' || token.kind === 'or')
      return this.missing(token);
    this.at += 1;
    if (token.kind === 'term') return this.term(token);
    if (depth >= MAX_DEPTH) {
      if (depth === MAX_DEPTH) this.problem('filter.too-complex', 'filterTooDeep', token);
      this.at = this.tokens.length;
      return everything;
    }
    if (token.kind === 'not') return { kind: 'not', of: this.unary(depth + 1) };
    const inner = this.either(depth + 1);
    if (this.next()?.kind === 'close') this.at += 1;
    else if (this.problems.found.length === 0) this.problem('filter.unbalanced', 'opensOnly', token, '');
    return inner;
  }

  private term(token: TermToken): Expression {
    if (token.key === null) {
      const plain = readPlain(token, this.reading);
      if (plain === null) this.problems.invalidValue(token, token.sigil === '!' ? 'priority' : null);
      return plain ?? everything;
    }
    if (!isFilterKey(token.key)) {
      this.problems.unknownKey(token);
      return everything;
    }
    const keyed = readKeyed(token.key, token, this.reading);
    if (keyed === null) this.problems.invalidValue(token, token.key);
    return keyed ?? everything;
  }

  /** Says that an operator or a parenthesis has nothing to work on. */
  private missing(token: FilterToken | undefined): Expression {
    const before = this.tokens[this.at - 1];
    const at = token === undefined || token.kind === 'close' ? (before ?? token) : token;
    if (at !== undefined) this.problem('filter.operand-missing', 'operandMissing', at, '');
    if (token?.kind === 'and' || token?.kind === 'or') this.at += 1;
    return everything;
  }

  private tookOption(token: FilterToken): boolean {
    if (token.kind !== 'term' || (token.key !== 'sort' && token.key !== 'limit')) return false;
    const read = token.key === 'sort' ? readSort(token.value) : readLimit(token.value);
    if (read === null) this.problems.invalidValue(token, token.key);
    else Object.assign(this, read);
    return true;
  }

  private next(): FilterToken | undefined {
    return this.tokens[this.at];
  }

  private problem(
    code: Problem['code'],
    message: 'closesNothing' | 'opensOnly' | 'filterTooDeep' | 'operandMissing',
    token: FilterToken,
    correction?: string,
  ): void {
    const said = say(this.reading.grammar.lexicon.messages[message], { max: MAX_DEPTH });
    this.problems.add(code, said, token, correction);
  }
}

function readSort(value: string): Pick<Filter, 'sort'> | null {
  const sort = value.split(',').map((part) => {
    const name = part.replace(/^-/u, '').toLowerCase();
    const key = sortKeys.find((known) => known === name);
    return key === undefined ? null : { key, descending: part.startsWith('-') };
  });
  return sort.includes(null) || sort.length > sortKeys.length
    ? null
    : { sort: sort.filter((part) => part !== null) };
}

function readLimit(value: string): Pick<Filter, 'limit'> | null {
  const limit = /^\d{1,3}$/u.test(value) ? Number(value) : 0;
  return limit >= 1 && limit <= MAX_LIMIT ? { limit } : null;
}
