import { Injectable } from '@nestjs/common';
import { nearWords, slipsOf, type Expression, type Filter } from '@parley/language';
import { PLAN_ANEW } from '@parley/persistence';
import { ChatTransactions } from '../../chat-transactions.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { Owner } from '../application/task-repository.js';
import type { Correction } from '../domain/correction.js';
import { whereOf } from './filter-sql.js';
import { afterValues, orderOf, sortColumns } from './keyset.js';

/** What to find, and after which row. */
export interface SearchPage {
  readonly where: Expression;
  readonly sort: Filter['sort'];
  /** What to rank by, folded. */
  readonly texts: readonly string[];
  readonly limit: number;
  /** Sort values of the last row of the page before; none for the first page. */
  readonly after: readonly string[];
}

/** Ids of one page, how many match in all (counted up to 1,000), and the sort values that the next page begins after. */
export interface FoundIds {
  readonly ids: readonly string[];
  readonly total: number;
  readonly next: readonly string[] | null;
}

const COUNTED = 1_000;
/** Words are corrected by those of so many tasks, the newest, and of so many words at most. */
const READ_TASKS = 5_000;
const READ_WORDS = 20_000;
const MOST_CORRECTED = 5;
const anew = Prisma.raw(PLAN_ANEW);

/** Searches in the table of tasks. */
@Injectable()
export class TaskSearch {
  constructor(private readonly transactions: ChatTransactions) {}

  /** @throws InvalidCursorError */
  async page(owner: Owner, page: SearchPage): Promise<FoundIds> {
    const db = this.transactions.current;
    const [rows, [counted]] = await Promise.all([
      db.$queryRaw<PageRow[]>(pageQuery(owner, page)),
      db.$queryRaw<{ total: number }[]>(countQuery(owner, page.where)),
    ]);
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      ids: shown.map(({ id }) => id),
      total: counted?.total ?? 0,
      next: rows.length > page.limit && last ? last.keys : null,
    };
  }

  /** For each of the words that is in none of the user's newer tasks: the words in them that it may be mistyped for. */
  async corrections({ userId, workspaceId }: Owner, words: readonly string[]): Promise<Correction[]> {
    const mistyped = words.filter((word) => slipsOf(word) > 0).slice(0, MOST_CORRECTED);
    if (mistyped.length === 0) return [];
    const known = await this.transactions.current.$queryRaw<{ word: string }[]>`
      SELECT DISTINCT word FROM (
        SELECT words FROM tasks
        WHERE user_id = ${userId} AND workspace_id = ${workspaceId} AND deleted_at IS NULL
        ORDER BY number DESC LIMIT ${READ_TASKS}::int
      ) AS newest, unnest(tsvector_to_array(words)) AS word
      WHERE length(word) > 2 LIMIT ${READ_WORDS}::int`;
    const vocabulary = known.map(({ word }) => word);
    return mistyped.flatMap((word) => {
      const near = nearWords(word, vocabulary);
      return near.length === 0 ? [] : [{ word, near }];
    });
  }
}

interface PageRow {
  readonly id: string;
  /** Its values in the order of the page, as texts. */
  readonly keys: string[];
}

/** Selects one row more than the page has, so that it is known whether another follows. @throws InvalidCursorError */
export function pageQuery(owner: Owner, { where, sort, texts, limit, after }: SearchPage): Prisma.Sql {
  const columns = sortColumns(sort, texts);
  const matching = whereOf(owner, where);
  const onPage = after.length === 0 ? matching : Prisma.sql`${matching} AND ${afterValues(columns, after)}`;
  const keys = Prisma.join(columns.map(({ expression }) => Prisma.sql`(${expression})::text`));
  return Prisma.sql`${anew} SELECT id, ARRAY[${keys}] AS keys FROM tasks
    WHERE ${onPage} ORDER BY ${orderOf(columns)} LIMIT ${limit + 1}`;
}

/** Counts what matches. */
export function countQuery(owner: Owner, where: Expression): Prisma.Sql {
  return Prisma.sql`${anew} SELECT count(*)::int AS total FROM (
    SELECT 1 FROM tasks WHERE ${whereOf(owner, where)} LIMIT ${COUNTED}) AS found`;
}
