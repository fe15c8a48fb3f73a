import { exhaustive } from '@parley/kernel';
import type { DueFilter, Filter, FilterTerm } from '@parley/language';
import { Prisma } from '../../generated/prisma/client.js';
import type { Owner } from '../application/task-repository.js';
import { priorityRank } from './task-row.js';

/** The conditions of a filter, all of which must hold; the first two keep it to the user's own tasks. */
export function conditionsOf(owner: Owner, filter: Filter): Prisma.Sql[] {
  const ownedAlive = Prisma.sql`user_id = ${owner.userId} AND workspace_id = ${owner.workspaceId} AND deleted_at IS NULL`;
  const saysState = filter.terms.some((term) => term.kind === 'is' && term.state !== 'recurring');
  return [
    ownedAlive,
    ...(saysState ? [] : [Prisma.sql`status = 'open'`]),
    ...filter.terms.map((term) => (term.not ? Prisma.sql`NOT (${conditionOf(term)})` : conditionOf(term))),
  ];
}

function conditionOf(term: FilterTerm): Prisma.Sql {
  switch (term.kind) {
    case 'tag':
      return Prisma.sql`tags @> ARRAY[${term.tag}]`;
    case 'priority':
      return Prisma.sql`priority = ${priorityRank(term.priority)}`;
    case 'list':
      return Prisma.sql`lower(coalesce(list, '')) = ${term.name.toLowerCase()}`;
    case 'is':
      if (term.state === 'recurring') return Prisma.sql`series_id IS NOT NULL`;
      return Prisma.sql`status = ${term.state === 'done' ? 'completed' : 'open'}`;
    case 'has':
      return Prisma.sql`reminders <> '[]'::jsonb`;
    case 'due':
      return dueCondition(term.due);
    case 'word':
    case 'phrase':
      // The indexed expression of the migration, so that the trigram index answers.
      return Prisma.sql`lower(title || ' ' || notes) LIKE ${`%${escapeLike(term.text.toLowerCase())}%`}`;
    default:
      return exhaustive(term);
  }
}

/** As the index has it. */
const dueOrNever = Prisma.sql`coalesce(due_at, 'infinity'::timestamptz)`;

/**
 * Whole days compare as dates, times as instants; either may be on the edge of the user's day. Before that, the index
 * leaves little over: in some zone a day begins up to 14 hours before, or 12 hours after, it does in UTC.
 */
function dueCondition(due: DueFilter): Prisma.Sql {
  switch (due.kind) {
    case 'none':
      return Prisma.sql`${dueOrNever} = 'infinity'`;
    case 'overdue':
      return Prisma.sql`${dueOrNever} < ${latest(due.instant, hoursAfter(due.date, -11))}::timestamptz
        AND coalesce(due_date < ${due.date}, due_at < ${due.instant}::timestamptz, false)`;
    case 'range': {
      const { first, last, from, until } = due;
      const days = Prisma.sql`(${first}::text IS NULL OR due_date >= ${first}) AND (${last}::text IS NULL OR due_date <= ${last})`;
      const times = Prisma.sql`(${from}::timestamptz IS NULL OR due_at >= ${from}::timestamptz) AND (${until}::timestamptz IS NULL OR due_at < ${until}::timestamptz)`;
      const lower = first === null || from === null ? '-infinity' : earliest(from, hoursAfter(first, -15));
      const upper = last === null || until === null ? 'infinity' : latest(until, hoursAfter(last, 13));
      return Prisma.sql`${dueOrNever} >= ${lower}::timestamptz AND ${dueOrNever} < ${upper}::timestamptz
        AND CASE WHEN due_date IS NOT NULL THEN ${days} ELSE ${times} END`;
    }
    default:
      return exhaustive(due);
  }
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

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
