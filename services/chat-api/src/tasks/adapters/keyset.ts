import { DomainError, type ErrorKind } from '@parley/kernel';
import type { Filter, SortKey } from '@parley/language';
import { Prisma } from '../../generated/prisma/client.js';

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
    super('The cursor does not belong to this query.');
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

const COLUMNS: Readonly<Record<SortKey | 'number', Omit<SortColumn, 'descending'>>> = {
  due: { expression: Prisma.sql`coalesce(due_at, 'infinity'::timestamptz)`, ...timestamp },
  priority: { expression: Prisma.sql`priority`, ...integer },
  created: { expression: Prisma.sql`created_at`, ...timestamp },
  updated: { expression: Prisma.sql`updated_at`, ...timestamp },
  title: { expression: Prisma.sql`lower(title)`, ...text },
  number: { expression: Prisma.sql`number`, ...integer },
};

/** The order that a filter asks for, made total by the task's number. Without one: what is due first. */
export function sortColumns(sort: Filter['sort']): SortColumn[] {
  const keys = sort.length > 0 ? sort : [{ key: 'due' as const, descending: false }];
  return [...keys, { key: 'number' as const, descending: false }].map(({ key, descending }) => ({
    ...COLUMNS[key],
    descending,
  }));
}

export function orderOf(columns: readonly SortColumn[]): Prisma.Sql {
  return Prisma.join(
    columns.map(({ expression, descending }) =>
      descending ? Prisma.sql`${expression} DESC` : Prisma.sql`${expression} ASC`,
    ),
  );
}

/** Rows after the one that the cursor names. @throws InvalidCursorError */
export function afterCursor(columns: readonly SortColumn[], cursor: string): Prisma.Sql {
  const given = valuesOf(cursor);
  if (given.length !== columns.length) throw new InvalidCursorError();
  const values = columns.map((column, index) => {
    const value = column.read(given[index] ?? '');
    if (value === undefined) throw new InvalidCursorError();
    return value;
  });
  const alternatives = columns.map((column, index) => {
    const equal = columns.slice(0, index).map((before, i) => {
      return Prisma.sql`${before.expression} = ${values[i]}::${before.type}`;
    });
    const beyond = column.descending
      ? Prisma.sql`${column.expression} < ${values[index]}::${column.type}`
      : Prisma.sql`${column.expression} > ${values[index]}::${column.type}`;
    return Prisma.sql`(${Prisma.join([...equal, beyond], ' AND ')})`;
  });
  return Prisma.sql`(${Prisma.join(alternatives, ' OR ')})`;
}

/** An opaque cursor of the sort values of a row. */
export function cursorOf(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function valuesOf(cursor: string): string[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
  } catch {
    // Falls through to the refusal.
  }
  throw new InvalidCursorError();
}
