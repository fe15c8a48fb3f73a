import { DomainError, type ErrorKind } from '@parley/kernel';
import type { Filter, SortKey } from '@parley/language';
import { Prisma } from '../../generated/prisma/client.js';

/** One column of an order, never null, so that a page can begin after any row. */
export interface SortColumn {
  readonly expression: Prisma.Sql;
  readonly type: Prisma.Sql;
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

const timestamp = Prisma.sql`timestamptz`;
const text = Prisma.sql`text`;
const integer = Prisma.sql`integer`;

const COLUMNS: Readonly<Record<SortKey | 'number', Omit<SortColumn, 'descending'>>> = {
  due: { expression: Prisma.sql`coalesce(due_at, 'infinity'::timestamptz)`, type: timestamp },
  priority: { expression: Prisma.sql`priority`, type: integer },
  created: { expression: Prisma.sql`created_at`, type: timestamp },
  updated: { expression: Prisma.sql`updated_at`, type: timestamp },
  title: { expression: Prisma.sql`lower(title)`, type: text },
  number: { expression: Prisma.sql`number`, type: integer },
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
  const values = valuesOf(cursor);
  if (values.length !== columns.length) throw new InvalidCursorError();
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
