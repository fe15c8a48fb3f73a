import { occurrencesAfter } from '@parley/recurrence';
import type { Scope } from '../src/scope.js';
import { ruleOf } from '../src/series/domain/series.js';
import type { Recurrence } from '../src/series/domain/new-series.js';
import { TaskRepository } from '../src/tasks/application/task-repository.js';
import { dueFrom } from '../src/tasks/domain/due.js';
import type { Task, TaskContent } from '../src/tasks/domain/task.js';
import type { Chat } from './chat.js';

/** What the tests of series say often. */
export class SeriesWorld {
  constructor(readonly chat: Chat) {}

  /** The first occurrence of a new series. */
  async series(
    user: Scope,
    recurrence: Partial<Recurrence>,
    content: Partial<TaskContent> = {},
  ): Promise<Task> {
    const civilStart = recurrence.civilStart ?? '2026-11-22T09:00';
    const { task } = await this.chat.create.execute(user, {
      content: {
        ...{ title: 'water plants', notes: '', priority: 'medium', tags: [], list: null },
        due: dueFrom(civilStart, user.zone),
        ...content,
      },
      recurrence: { rrule: 'FREQ=DAILY', mode: 'fixed', ...recurrence, civilStart },
    });
    return task;
  }

  async open(user: Scope): Promise<Task[]> {
    const { tasks } = await this.chat.search.execute(user, { q: 'sort:due', limit: 50 });
    return [...tasks];
  }

  async openKeys(user: Scope): Promise<(string | null)[]> {
    return (await this.open(user)).map(({ occurrenceKey }) => occurrenceKey);
  }

  read(user: Scope, { id }: Pick<Task, 'id'>): Promise<Task> {
    return this.chat.use(TaskRepository).get(user, id);
  }

  /** Moves the clock to an instant. */
  at(instant: string): void {
    this.chat.clock.advance(Date.parse(instant) - this.chat.clock.now().getTime());
  }

  /** Completes an occurrence, and asks for what follows as recurring-task would. */
  async complete(user: Scope, { id }: Pick<Task, 'id'>, at?: Date): Promise<Task> {
    const { task } = await this.chat.change.complete(user, id, at);
    await this.advance(user, task);
    return task;
  }

  async advance(user: Scope, task: Task, seriesVersion?: number): Promise<void> {
    const { series, occurrenceKey, completedAt } = task;
    if (!series || occurrenceKey === null || !completedAt) throw new Error('Not a completed occurrence.');
    const completions = await this.completions(user, series.id);
    const { occurrences, skipped } = occurrencesAfter({
      ...{ rule: ruleOf(series), key: occurrenceKey, completedAt, ahead: series.ahead, completions },
    });
    const request = {
      ...{ seriesId: series.id, workspaceId: user.workspaceId, userId: user.userId },
      ...{ completedKey: occurrenceKey, completedAt: completedAt.toISOString() },
      seriesVersion: seriesVersion ?? series.version,
    };
    if (occurrences.length === 0)
      await this.chat.advance.execute({ ...request, outcome: 'ended', skipped: [] });
    for (const [i, { key }] of occurrences.entries()) {
      const next = { key, due: { kind: 'date', date: key.slice(0, 10) } } as const;
      await this.chat.advance.execute({
        ...request,
        ...{ outcome: 'next', next, skipped: i === 0 ? [...skipped] : [] },
      });
    }
  }

  private completions(user: Scope, seriesId: string): Promise<number> {
    return this.chat.transactions.run(() => this.chat.use(TaskRepository).countCompletions(user, seriesId));
  }
}
