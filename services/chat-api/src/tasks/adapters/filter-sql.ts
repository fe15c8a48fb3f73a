import { exhaustive } from '@parley/kernel';
import { isWordStart, type Condition, type DayRange, type Expression } from '@parley/language';
import { Prisma } from '../../generated/prisma/client.js';
import type { Owner } from '../application/task-repository.js';
import { priorityRank } from './task-row.js';

/** The user's own tasks that an expression is true of. It is never NULL, so that NOT turns it round. */
export function whereOf({ userId, workspaceId }: Owner, where: Expression): Prisma.Sql {
  // What all must hold stands beside the owner, where the planner sees it.
  const parts = where.kind === 'all' ? where.of : [where];
  const own = Prisma.sql`user_id = ${userId} AND workspace_id = ${workspaceId} AND deleted_at IS NULL`;
  return Prisma.join([own, ...parts.map(expressionSql)], ' AND ');
}

function expressionSql(expression: Expression): Prisma.Sql {
  switch (expression.kind) {
    case 'all':
      return joined(expression.of, ' AND ', Prisma.sql`true`);
    case 'any':
      return joined(expression.of, ' OR ', Prisma.sql`false`);
    case 'not':
      return Prisma.sql`NOT (${expressionSql(expression.of)})`;
    default:
      return conditionSql(expression);
  }
}

function joined(of: readonly Expression[], operator: string, none: Prisma.Sql): Prisma.Sql {
  return of.length === 0 ? none : Prisma.sql`(${Prisma.join(of.map(expressionSql), operator)})`;
}

function conditionSql(condition: Condition): Prisma.Sql {
  switch (condition.kind) {
    case 'tag':
      return Prisma.sql`tags @> ARRAY[${condition.tag}]`;
    case 'number':
      return Prisma.sql`number = ${condition.number}::int`;
    case 'priority':
      return Prisma.sql`priority = ${priorityRank(condition.priority)}`;
    case 'list':
      return Prisma.sql`lower(coalesce(list, '')) = ${condition.name.toLowerCase()}`;
    case 'is':
      if (condition.state === 'recurring') return Prisma.sql`series_id IS NOT NULL`;
      return Prisma.sql`status = ${condition.state === 'done' ? 'completed' : 'open'}`;
    case 'has':
      return PARTS[condition.part];
    case 'due':
      return dueSql(condition.days);
    case 'overdue': {
      const { date, instant } = condition;
      return Prisma.sql`(${dueOrNever} < ${latest(instant, hoursAfter(date, -11))}::timestamptz
        AND coalesce(due_date < ${date}, due_at < ${instant}::timestamptz, false))`;
    }
    case 'moment': {
      const { from, until } = condition.days;
      const at = MOMENTS[condition.moment];
      return Prisma.sql`(${at} >= ${from ?? '-infinity'}::timestamptz AND ${at} < ${until ?? 'infinity'}::timestamptz)`;
    }
    case 'word':
    case 'phrase':
      return textSql(condition.text);
    default:
      return exhaustive(condition);
  }
}

/** As the index has it. */
const dueOrNever = Prisma.sql`coalesce(due_at, 'infinity'::timestamptz)`;

const PARTS: Readonly<Record<Extract<Condition, { kind: 'has' }>['part'], Prisma.Sql>> = {
  reminder: Prisma.sql`reminders <> '[]'::jsonb`,
  due: Prisma.sql`${dueOrNever} <> 'infinity'`,
  time: Prisma.sql`due_local IS NOT NULL`,
  tag: Prisma.sql`coalesce(cardinality(tags), 0) > 0`,
  list: Prisma.sql`coalesce(list, '') <> ''`,
  notes: Prisma.sql`notes <> ''`,
};

const MOMENTS: Readonly<Record<Extract<Condition, { kind: 'moment' }>['moment'], Prisma.Sql>> = {
  created: Prisma.sql`created_at`,
  updated: Prisma.sql`updated_at`,
  // What was never done is after every moment, and an open end is before it.
  done: Prisma.sql`coalesce(completed_at, 'infinity'::timestamptz)`,
};

/** Part of the title or the notes; too short for a trigram, the beginning of a word. */
function textSql(text: string): Prisma.Sql {
  if (isWordStart(text)) return Prisma.sql`words @@ to_tsquery('simple', ${`'${text}':*`})`;
  return Prisma.sql`folded LIKE ${`%${escapeLike(text)}%`}`;
}

/**
 * Whole days compare as dates, times as instants; either may be on the edge of the user's day. Before that, the index
 * leaves little over: in some zone a day begins up to 14 hours before, or 12 hours after, it does in UTC.
 */
function dueSql({ first, last, from, until }: DayRange): Prisma.Sql {
  const days = Prisma.sql`(${first}::text IS NULL OR due_date >= ${first}) AND (${last}::text IS NULL OR due_date <= ${last})`;
  const times = Prisma.sql`(${from}::timestamptz IS NULL OR due_at >= ${from}::timestamptz) AND (${until}::timestamptz IS NULL OR due_at < ${until}::timestamptz)`;
  const lower = first === null || from === null ? '-infinity' : earliest(from, hoursAfter(first, -15));
  const upper = last === null || until === null ? 'infinity' : latest(until, hoursAfter(last, 13));
  return Prisma.sql`(${dueOrNever} >= ${lower}::timestamptz AND ${dueOrNever} < ${upper}::timestamptz
    AND CASE WHEN due_date IS NOT NULL THEN ${days} ELSE ${times} END)`;
}

function hoursAfter(day: string, hours: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + hours * 3_600_000).toISOString();
}

/** Of two ISO instants in UTC. */
function earliest(a: string, b: string): string {
  return a < b ? a : b;
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}

/** The text as LIKE finds it literally. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
