import { Injectable } from '@nestjs/common';
import { Clock, DomainError, type ErrorKind } from '@parley/kernel';
import { openUnlessSaid, parseFilter, type Expression, type Filter, type Problem } from '@parley/language';
import type { Scope } from '../../scope.js';
import { TaskSearch } from '../adapters/task-search.js';
import { readCursor, cursorText, type Cursor } from '../adapters/cursor.js';
import { corrected, textsOf, type Correction } from '../domain/correction.js';
import type { Task } from '../domain/task.js';
import { TaskRepository } from './task-repository.js';

/** A filter that cannot be understood; nothing was searched. */
export class InvalidFilterError extends DomainError {
  readonly code = 'filter.invalid';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields: DomainError['fields'];
  override readonly details: Readonly<Record<string, unknown>>;

  /** @param pointer where in the request the filter is */
  constructor(problems: readonly Problem[], pointer = '/q') {
    super(problems.map(({ message }) => message).join(' '));
    this.fields = problems.map(({ message }) => ({ pointer, detail: message }));
    this.details = {
      problems: problems.map(({ code, message, span, suggestions }) => ({
        ...{ code, message, span },
        suggestions: suggestions.flatMap(({ filter }) => filter ?? []),
      })),
    };
  }
}

/** One page of a search. */
export interface FoundTasks {
  readonly tasks: readonly Task[];
  /** How many match in all; counting stops at 1,000. */
  readonly total: number;
  readonly nextCursor: string | null;
  /** What the tasks were found by, folded, to be highlighted. */
  readonly texts: readonly string[];
  /** What was searched for in place of words that are in no task. */
  readonly corrections: readonly Correction[];
}

interface Page {
  readonly limit: number;
  readonly cursor?: string;
  /** Whether mistyped words may be corrected when nothing is found; never for what is acted on. */
  readonly tolerant?: boolean;
}

/** Finds tasks by the filter language; open ones unless the filter says otherwise. */
@Injectable()
export class SearchTasks {
  constructor(
    private readonly search: TaskSearch,
    private readonly tasks: TaskRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidFilterError, InvalidCursorError */
  async execute(scope: Scope, query: { q?: string; cursor?: string; limit: number }): Promise<FoundTasks> {
    const { zone, locale } = scope;
    const { q = '', limit, cursor } = query;
    const { filter, problems } = parseFilter(q, { now: this.clock.now(), zone, locale });
    if (problems.length > 0) throw new InvalidFilterError(problems);
    const page = { limit: filter.limit ?? limit, tolerant: true, ...(cursor !== undefined && { cursor }) };
    return this.matching(scope, filter, page, q);
  }

  /**
   * @param query text that stands for the filter, to which a cursor belongs
   * @throws InvalidCursorError
   */
  async matching(scope: Scope, filter: Filter, page: Page, query = ''): Promise<FoundTasks> {
    const where = openUnlessSaid(filter.where);
    if (page.cursor !== undefined)
      return this.page(scope, filter, where, page, query, readCursor(page.cursor, query));
    const exact = await this.page(scope, filter, where, page, query);
    if (exact.total > 0 || page.tolerant !== true) return exact;
    const corrections = await this.search.corrections(scope, textsOf(where, ['word']));
    if (corrections.length === 0) return exact;
    const near = await this.page(scope, filter, where, page, query, { values: [], corrections });
    return near.total > 0 ? near : exact;
  }

  private async page(
    scope: Scope,
    { sort }: Filter,
    typed: Expression,
    { limit }: Page,
    query: string,
    { values, corrections }: Cursor = { values: [], corrections: [] },
  ): Promise<FoundTasks> {
    const where = corrected(typed, corrections);
    const texts = textsOf(where);
    const { ids, total, next } = await this.search.page(scope, { where, sort, texts, limit, after: values });
    return {
      tasks: await this.tasks.findMany(scope, ids),
      nextCursor: next && cursorText({ values: next, corrections }, query),
      ...{ total, texts, corrections },
    };
  }
}
