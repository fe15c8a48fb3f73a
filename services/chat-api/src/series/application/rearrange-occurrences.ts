import { Injectable } from '@nestjs/common';
import { occurrences } from '@parley/recurrence';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import { dueFrom, instantOf } from '../../tasks/domain/due.js';
import { deleteTask, editTask, type Task } from '../../tasks/domain/task.js';
import { changesRule, editOf, type SeriesChange } from '../domain/series-change.js';
import { ruleOf, type Series } from '../domain/series.js';
import { SeriesOccurrences } from './series-occurrences.js';

/** Dates of a changed rule that may be taken already. */
const CANDIDATES = 50;

interface Touched {
  readonly before: Task | null;
  readonly after: Task;
  readonly follower?: boolean;
}

/** The open occurrences after a change of their series, and what was done to them. */
export interface Rearranged {
  readonly tasks: readonly Task[];
  readonly touched: readonly Touched[];
}

/** Brings the open occurrences of a series in line with it. Within the running transaction, which holds the series. */
@Injectable()
export class RearrangeOccurrences {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
    private readonly occurrences: SeriesOccurrences,
  ) {}

  async execute(series: Series, open: readonly Task[], change: SeriesChange, now: Date): Promise<Rearranged> {
    const touched: Touched[] = [];
    const tasks: Task[] = [];
    const [first, ...rest] = open;
    const anew = changesRule(change);
    if (first) {
      const key = anew ? await this.freeKey(series, first, now) : first.occurrenceKey;
      const due = anew && key !== null ? { due: dueFrom(key, series.zone) } : {};
      const after = { ...editTask(first, { ...editOf(change), ...due }, now), series, occurrenceKey: key };
      if (key === null) await this.withdraw(first, now, touched);
      else {
        await this.journal.updated(after);
        touched.push({ before: first, after });
        tasks.push(after);
      }
    }
    for (const task of rest) {
      if (anew) {
        await this.withdraw(task, now, touched);
        continue;
      }
      const after = { ...editTask(task, editOf(change), now), series };
      await this.journal.updated(after);
      touched.push({ before: task, after });
      tasks.push(after);
    }
    const from = tasks.at(-1)?.due;
    const opened = await this.occurrences.fill(series, from ? instantOf(from) : now, now);
    touched.push(...opened.map((after) => ({ before: null, after, follower: true })));
    return { tasks: [...tasks, ...opened], touched };
  }

  private async withdraw(task: Task, now: Date, touched: Touched[]): Promise<void> {
    const after = deleteTask(task, now);
    await this.journal.deleted(after);
    touched.push({ before: task, after });
  }

  /** The first date from now on of the changed rule that no other task has. */
  private async freeKey(series: Series, task: Task, now: Date): Promise<string | null> {
    for (const { key, due } of occurrences(ruleOf(series), { from: now, limit: CANDIDATES })) {
      if (key.includes('T') && due <= now) continue;
      const taken = await this.tasks.findOccurrenceForUpdate(series, series.id, key);
      if (!taken || taken.id === task.id) return key;
    }
    return null;
  }
}
