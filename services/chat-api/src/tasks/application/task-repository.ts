import type { Scope } from '../../scope.js';
import type { Series } from '../../series/domain/series.js';
import type { Task } from '../domain/task.js';

export type Owner = Pick<Scope, 'userId' | 'workspaceId'>;

/** Tasks of a user. Every method is scoped; a task of somebody else does not exist here. */
export abstract class TaskRepository {
  /** Locks the task until the transaction ends. @throws TaskNotFoundError */
  abstract getForUpdate(owner: Owner, id: string): Promise<Task>;
  /** Also finds a deleted task, for undo. */
  abstract findForUpdate(owner: Owner, id: string): Promise<Task | null>;
  /** @throws TaskNotFoundError */
  abstract get(owner: Owner, id: string): Promise<Task>;
  abstract findMany(owner: Owner, ids: readonly string[]): Promise<Task[]>;
  abstract findOccurrenceForUpdate(owner: Owner, seriesId: string, key: string): Promise<Task | null>;
  abstract countOpenOccurrences(owner: Owner, seriesId: string): Promise<number>;
  /** The open occurrences of a series in their order, locked until the transaction ends. */
  abstract openOccurrencesForUpdate(owner: Owner, seriesId: string): Promise<Task[]>;
  /** Occurrences of a series that COUNT counts as completed, also those deleted since; locks the series. */
  abstract countCompletions(owner: Owner, seriesId: string): Promise<number>;
  /** The number of a new task; locks the user's counters. */
  abstract nextNumber(owner: Owner): Promise<number>;
  abstract insert(task: Task): Promise<void>;
  /** Writes the state over the version before it. @throws StaleTaskError */
  abstract update(task: Task): Promise<void>;
}

/** Series of a user. */
export abstract class SeriesRepository {
  abstract insert(series: Series): Promise<void>;
  /** Locks the series until the transaction ends. */
  abstract findForUpdate(owner: Owner, id: string): Promise<Series | null>;
  abstract update(series: Series): Promise<void>;
  /** @throws SeriesNotFoundError */
  abstract get(owner: Owner, id: string): Promise<Series>;
  /** Those of the ids that there are. */
  abstract findMany(owner: Owner, ids: readonly string[]): Promise<Series[]>;
  /** How many of its occurrences are open. */
  abstract countOpen(owner: Owner, id: string): Promise<number>;
  /** Newest first. @param before id of the last one of the page before */
  abstract list(owner: Owner, limit: number, before?: string): Promise<Series[]>;
  /** Ids of those that go on and would move along to another zone. */
  abstract floatingElsewhere(owner: Owner, zone: string): Promise<string[]>;
}
