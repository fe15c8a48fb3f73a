import { Injectable } from '@nestjs/common';
import { DomainError, exhaustive, type ErrorKind } from '@parley/kernel';
import { allOf, say, type Ref } from '@parley/language';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import type { Task } from '../../tasks/domain/task.js';
import { SearchTasks } from '../../tasks/application/search-tasks.js';
import { textsFor } from '../texts/texts.js';
import { DialogMemory } from './dialog-memory.js';
import type { DialogTurn } from './dialog-turn.js';

/** Nothing, or more than one task, is called that. `candidates` are the tasks it may mean. */
export class UnclearRefError extends DomainError {
  readonly code = 'ref.unclear';
  readonly kind: ErrorKind = 'invalid';

  constructor(
    message: string,
    readonly candidates: readonly Task[] = [],
  ) {
    super(message);
  }
}

interface Candidate {
  readonly id: string;
  readonly score: number;
}

/** Below this, a title is not what was meant. */
const MIN_SCORE = 0.45;
/** The best must lead the next by this, or the user is asked. */
const MIN_LEAD = 0.1;
/** Of `all`, so many. */
const MOST_TASKS = 50;

/** Finds the tasks that words refer to. Never guesses between two. */
@Injectable()
export class ResolveRefs {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly search: SearchTasks,
    private readonly memory: DialogMemory,
  ) {}

  /**
   * @param status of the tasks that names may refer to
   * @throws UnclearRefError
   */
  async execute(turn: DialogTurn, refs: readonly Ref[], status: Task['status']): Promise<Task[]> {
    const ids: string[] = [];
    for (const ref of refs) ids.push(...(await this.idsOf(turn, ref, status)));
    return this.byId(turn, ...ids);
  }

  /** @throws UnclearRefError when none of them is there any more */
  async byId(turn: DialogTurn, ...ids: readonly string[]): Promise<Task[]> {
    const tasks = await this.tasks.findMany(turn.scope, [...new Set(ids)]);
    if (tasks.length === 0) throw new UnclearRefError(textsFor(turn.scope.locale).noSuchTask);
    return tasks;
  }

  private async idsOf(turn: DialogTurn, ref: Ref, status: Task['status']): Promise<string[]> {
    const texts = textsFor(turn.scope.locale);
    switch (ref.kind) {
      case 'index': {
        const list = await this.memory.lastList(turn);
        // Without a list, the numbers in sight are those on the cards.
        if (!list) return [await this.byNumber(turn, ref.n)];
        const id = list[ref.n - 1];
        if (!id) throw new UnclearRefError(say(texts.noSuchIndex, { n: ref.n }));
        return [id];
      }
      case 'number':
        return [await this.byNumber(turn, ref.n)];
      case 'last': {
        const id = await this.memory.lastTask(turn);
        if (!id) throw new UnclearRefError(texts.noneMentioned);
        return [id];
      }
      case 'quoted':
      case 'text':
        return [await this.byTitle(turn, ref.text, status)];
      case 'all': {
        const state = { kind: 'is', state: status === 'open' ? 'open' : 'done' } as const;
        const filter = { ...ref.filter, where: allOf([state, ref.filter.where]) };
        const { tasks } = await this.search.matching(turn.scope, filter, { limit: MOST_TASKS });
        return tasks.map(({ id }) => id);
      }
      default:
        return exhaustive(ref);
    }
  }

  private async byNumber({ scope }: DialogTurn, number: number): Promise<string> {
    const { userId, workspaceId } = scope;
    const task = await this.transactions.client.task.findFirst({
      where: { number, userId, workspaceId, deletedAt: null },
      select: { id: true },
    });
    if (!task) throw new UnclearRefError(say(textsFor(scope.locale).noSuchNumber, { n: number }));
    return task.id;
  }

  /** Exact title, then beginning, then similar. Of equals, occurrences of one series count as one. */
  private async byTitle({ scope }: DialogTurn, text: string, status: Task['status']): Promise<string> {
    const words = text.trim().toLowerCase();
    const found = await this.transactions.client.$queryRaw<Candidate[]>`
      SELECT id, CASE
          WHEN lower(title) = ${words} THEN 3
          WHEN starts_with(lower(title), ${words}) THEN 2
          ELSE word_similarity(${words}, lower(title))
        END::float8 AS score
      FROM tasks
      WHERE user_id = ${scope.userId} AND workspace_id = ${scope.workspaceId}
        AND status = ${status} AND deleted_at IS NULL
        AND (starts_with(lower(title), ${words}) OR word_similarity(${words}, lower(title)) >= ${MIN_SCORE})
      ORDER BY score DESC, updated_at DESC, number DESC LIMIT 6`;
    const [best, second] = found;
    const texts = textsFor(scope.locale);
    const none = status === 'open' ? texts.noOpenLike : texts.noDoneLike;
    if (!best) throw new UnclearRefError(say(none, { text: text.trim() }));
    if (second && best.score - second.score < MIN_LEAD) {
      const candidates = await this.tasks.findMany(
        scope,
        found.filter(({ score }) => best.score - score < MIN_LEAD).map(({ id }) => id),
      );
      throw new UnclearRefError(texts.whichOne, candidates);
    }
    return best.id;
  }
}
