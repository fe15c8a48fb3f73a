import { Injectable } from '@nestjs/common';
import { dueFrom } from '../../tasks/domain/due.js';
import { newTask, type Task } from '../../tasks/domain/task.js';
import { occurrenceId } from '../../tasks/application/create-task.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import type { Series } from '../domain/series.js';

/** Makes occurrences of a series, each at most once. */
@Injectable()
export class SeriesOccurrences {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
  ) {}

  /**
   * Within the running transaction, which holds the series.
   * @returns the new occurrence, or null when it exists or enough are open
   */
  async open(series: Series, key: string, now: Date): Promise<Task | null> {
    const existing = await this.tasks.findOccurrenceForUpdate(series, series.id, key);
    if (existing && !existing.deletedAt) return null;
    if ((await this.tasks.countOpenOccurrences(series, series.id)) >= series.ahead) return null;
    const { reminderOffsets, ...content } = series.template;
    const task = newTask(
      { ...content, due: dueFrom(key, series.zone) },
      reminderOffsets?.map((minutes) => ({ kind: 'offset', minutes })),
      {
        id: occurrenceId(series.id, key),
        workspaceId: series.workspaceId,
        userId: series.userId,
        conversationId: series.conversationId,
        number: existing?.number ?? (await this.tasks.nextNumber(series)),
        series,
        occurrenceKey: key,
        sentence: null,
      },
      now,
    );
    if (!existing) {
      await this.journal.created(task);
      return task;
    }
    // Withdrawn by an undo and called for again: the same task, one version on.
    const revived = { ...task, version: existing.version + 1 };
    await this.journal.revived(revived);
    return revived;
  }
}
