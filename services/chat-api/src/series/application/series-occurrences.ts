import { Injectable } from '@nestjs/common';
import { occurrences } from '@parley/recurrence';
import { dueFrom } from '../../tasks/domain/due.js';
import { newTask, type Task } from '../../tasks/domain/task.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { TaskRepository } from '../../tasks/application/task-repository.js';
import { occurrenceId, ruleOf, type Series } from '../domain/series.js';

/** Occurrences that may be there already and are passed over before one is opened. */
const MOST_PASSED = 40;

/** Makes occurrences of a series, each at most once. */
@Injectable()
export class SeriesOccurrences {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
  ) {}

  /**
   * Within the running transaction, which holds the series.
   * @param moment reminders before it are over; now when absent
   * @returns the new occurrence, or null when it exists, enough are open, or the series makes none
   */
  async open(series: Series, key: string, now: Date, moment = now): Promise<Task | null> {
    if (series.endedAt || series.pausedAt) return null;
    const existing = await this.tasks.findOccurrenceForUpdate(series, series.id, key);
    if (existing && !existing.deletedAt) return null;
    if ((await this.tasks.countOpenOccurrences(series, series.id)) >= openAtOnce(series)) return null;
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
      moment,
    );
    // One that is worked off late was not forgotten: nobody is reminded of it at once.
    const reminders = task.reminders.filter(({ at }) => at > moment);
    const fresh = { ...task, reminders, createdAt: now, updatedAt: now };
    if (!existing) {
      await this.journal.created(fresh);
      return fresh;
    }
    // Withdrawn by an undo or a pause and called for again: the same task, one version on.
    const revived = { ...fresh, version: existing.version + 1 };
    await this.journal.revived(revived);
    return revived;
  }

  /**
   * Opens as many occurrences at or after an instant as the series keeps open. A series that follows its completions
   * knows only one at a time.
   */
  async fill(series: Series, from: Date, now: Date): Promise<Task[]> {
    if (series.endedAt || series.pausedAt) return [];
    const most = openAtOnce(series);
    const wanted = most - (await this.tasks.countOpenOccurrences(series, series.id));
    const opened: Task[] = [];
    if (wanted <= 0) return opened;
    for (const { key } of occurrences(ruleOf(series), { from, limit: most + MOST_PASSED })) {
      if (opened.length >= wanted) break;
      const task = await this.open(series, key, now);
      if (task) opened.push(task);
    }
    return opened;
  }
}

function openAtOnce({ mode, ahead }: Series): number {
  return mode === 'completion' ? 1 : ahead;
}
