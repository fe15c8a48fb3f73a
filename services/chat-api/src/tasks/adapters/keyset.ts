import { DomainError, type ErrorKind } from '@parley/kernel';
import type { Filter, SortKey } from '@parley/language';
import { Prisma } from '../../generated/prisma/client.js';
import { relevanceSql } from './relevance-sql.js';

/** One column of an order, never null, so that a page can begin after any row. */
export interface SortColumn {
  readonly expression: Prisma.Sql;
  readonly type: Prisma.Sql;
  /** Reads a value out of a cursor, which anybody can write; undefined for one that the database would not take. */
  readonly read: (value: string) => string | undefined;
  readonly descending: boolean;
}

export class InvalidCursorError extends DomainError {
  readonly code = 'cursor.invalid';
  readonly kind: ErrorKind = 'malformed';
  override readonly fields = [
    { pointer: '/cursor', detail: 'must be the nextCursor of a page of the same query' },
  ];

  constructor() {
    super('The cursor does not belong to this query. Ask for the first page again.');
  }
}

const TIMESTAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d(:\d\d)?$/;

const timestamp = {
  type: Prisma.sql`timestamptz`,
  read: (value: string) => {
    if (value === 'infinity') return value;
    const time = TIMESTAMP.test(value) ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? undefined : new Date(time).toISOString();
  },
};
const text = {
  type: Prisma.sql`text`,
  read: (value: string) => (value.includes('\0') || !value.isWellFormed() ? undefined : value),
};
const integer = {
  type: Prisma.sql`integer`,
  read: (value: string) => (/^\d{1,9}$/.test(value) ? value : undefined),
};

const COLUMNS: Readonly<Record<Exclude<SortKey, 'relevance'> | 'number', Omit<SortColumn, 'descending'>>> = {
  due: { expression: Prisma.sql`coalesce(due_at, 'infinity'::timestamptz)`, ...timestamp },
  priority: { expression: Prisma.sql`priority`, ...integer },
  created: { expression: Prisma.sql`created_at`, ...timestamp },
  updated: { expression: Prisma.sql`updated_at`, ...timestamp },
  done: { expression: Prisma.sql`coalesce(completed_at, 'infinity'::timestamptz)`, ...timestamp },
  title: { expression: Prisma.sql`lower(title)`, ...text },
  number: { expression: Prisma.sql`number`, ...integer },
};

/**
 * The order that a filter asks for, made total by the task's number. Without one: what fits its words best, then what is
 * due first.
 * @param words those of the filter, folded
 */
export function sortColumns(sort: Filter['sort'], words: readonly string[]): SortColumn[] {
  const found: Filter['sort'] = words.length > 0 ? [{ key: 'relevance', descending: false }] : [];
  const keys = sort.length > 0 ? sort : [...found, { key: 'due' as const, descending: false }];
  const columns = keys.flatMap(({ key, descending }) => {
    if (key !== 'relevance') return [{ ...COLUMNS[key], descending }];
    // The best is first; without words all are alike.
    return words.length === 0
      ? []
      : [{ expression: relevanceSql(words), ...integer, descending: !descending }];
  });
  return [...columns, { ...COLUMNS.number, descending: false }];
}

export function orderOf(columns: readonly SortColumn[]): Prisma.Sql {
  return Prisma.join(
    columns.map(({ expression, descending }) =>
      descending ? Prisma.sql`${expression} DESC` : Prisma.sql`${expression} ASC`,
    ),
  );
}

/** Rows after the one with these values of the columns. @throws InvalidCursorError */
export function afterValues(columns: readonly SortColumn[], given: readonly string[]): Prisma.Sql {
  if (given.length !== columns.length) throw new InvalidCursorError();
  const values = columns.map(({ read, type }, index) => {
    const value = read(given[index] ?? '');
    if (value === undefined) throw new InvalidCursorError();
    return Prisma.sql`${value}::${type}`;
  });
  const expressions = columns.map(({ expression }) => expression);
  // A comparison of rows is one range of an index in the same order.
  if (columns.every(({ descending }) => !descending))
    return Prisma.sql`(${Prisma.join(expressions)}) > (${Prisma.join(values)})`;
  const alternatives = columns.map(({ descending }, index) => {
    const equal = expressions.slice(0, index).map((before, i) => Prisma.sql`${before} = ${values[i]}`);
    const beyond = descending
      ? Prisma.sql`${expressions[index]} < ${values[index]}`
      : Prisma.sql`${expressions[index]} > ${values[index]}`;
    return Prisma.sql`(${Prisma.join([...equal, beyond], ' AND ')})`;
  });
  return Prisma.sql`(${Prisma.join(alternatives, ' OR ')})`;
}
