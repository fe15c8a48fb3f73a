import { Injectable } from '@nestjs/common';
import { Clock, DomainError, type ErrorKind } from '@parley/kernel';
import { parseFilter, type Filter, type Problem } from '@parley/language';
import { PLAN_ANEW } from '@parley/persistence';
import { ChatTransactions } from '../../chat-transactions.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Scope } from '../../scope.js';
import { conditionsOf } from '../adapters/filter-sql.js';
import { afterCursor, cursorOf, orderOf, sortColumns } from '../adapters/keyset.js';
import { cleanText } from '../domain/task-content.js';
import type { Task } from '../domain/task.js';
import { TaskRepository } from './task-repository.js';

/** A filter that cannot be understood; nothing was searched. */
export class InvalidFilterError extends DomainError {
  readonly code = 'filter.invalid';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields: DomainError['fields'];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join(' '));
    this.fields = problems.map(({ message }) => ({ pointer: '/q', detail: message }));
  }
}

/** One page of a search. */
export interface FoundTasks {
  readonly tasks: readonly Task[];
  /** How many match in all; counting stops at 1,000. */
  readonly total: number;
  readonly nextCursor: string | null;
}

const COUNTED = 1_000;
const anew = Prisma.raw(PLAN_ANEW);

/** Finds tasks by the filter language; open ones unless the filter says otherwise. */
@Injectable()
export class SearchTasks {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidFilterError, InvalidCursorError */
  async execute(scope: Scope, query: { q?: string; cursor?: string; limit: number }): Promise<FoundTasks> {
    const { zone, locale } = scope;
    const { filter, problems } = parseFilter(cleanText(query.q ?? ''), {
      now: this.clock.now(),
      zone,
      locale,
    });
    if (problems.length > 0) throw new InvalidFilterError(problems);
    return this.matching(scope, filter, filter.limit ?? query.limit, query.cursor);
  }

  async matching(scope: Scope, filter: Filter, limit: number, cursor?: string): Promise<FoundTasks> {
    const db = this.transactions.current;
    const where = Prisma.join(conditionsOf(scope, filter), ' AND ');
    const columns = sortColumns(filter.sort);
    const page = cursor === undefined ? where : Prisma.sql`${where} AND ${afterCursor(columns, cursor)}`;
    const keys = Prisma.join(
      columns.map(({ expression }, i) => Prisma.sql`(${expression})::text AS ${Prisma.raw(`k${i}`)}`),
    );
    const counting = async (): Promise<number> => {
      const [counted] = await db.$queryRaw<{ total: number }[]>`
        ${anew} SELECT count(*)::int AS total FROM (SELECT 1 FROM tasks WHERE ${where} LIMIT ${COUNTED}) AS found`;
      return counted?.total ?? 0;
    };
    const [rows, total] = await Promise.all([
      db.$queryRaw<({ id: string } & Record<string, string>)[]>`
        ${anew} SELECT id, ${keys} FROM tasks WHERE ${page} ORDER BY ${orderOf(columns)} LIMIT ${limit + 1}`,
      counting(),
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      tasks: await this.tasks.findMany(
        scope,
        shown.map(({ id }) => id),
      ),
      total,
      nextCursor: rows.length > limit && last ? cursorOf(columns.map((_, i) => last[`k${i}`] ?? '')) : null,
    };
  }
}
