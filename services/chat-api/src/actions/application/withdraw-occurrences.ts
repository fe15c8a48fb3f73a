import { Injectable } from '@nestjs/common';
import { SeriesJournal } from '../../series/application/series-journal.js';
import { changedSeries } from '../../series/domain/series.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { SeriesRepository, TaskRepository } from '../../tasks/application/task-repository.js';
import { deleteTask, type Task } from '../../tasks/domain/task.js';

/** Takes back the occurrences that a completion led to, as long as nobody touched them. */
@Injectable()
export class WithdrawOccurrences {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly journal: TaskJournal,
    private readonly series: SeriesRepository,
    private readonly seriesJournal: SeriesJournal,
  ) {}

  /**
   * Within the running transaction.
   * @param reopened the occurrence that is open again
   * @returns the later occurrences that stay, since somebody changed them
   */
  async after(reopened: Task, now: Date): Promise<Task[]> {
    const { series, occurrenceKey } = reopened;
    if (!series || occurrenceKey === null) return [];
    const open = await this.tasks.openOccurrencesForUpdate(reopened, series.id);
    const followers = open.filter((task) => (task.occurrenceKey ?? '') > occurrenceKey);
    // Never changed since it was made or revived.
    const untouched = followers.filter((task) => task.updatedAt.getTime() === task.createdAt.getTime());
    // As many as the series keeps open stay: the reopened one and those before it count.
    const room = series.mode === 'completion' ? 0 : series.ahead - (open.length - followers.length);
    const withdrawn = untouched.slice(Math.max(0, room));
    for (const task of withdrawn) await this.journal.deleted(deleteTask(task, now));
    await this.goOn(reopened, series.id, occurrenceKey, now);
    return followers.filter((task) => !untouched.includes(task));
  }

  /** The end that the completion may have led to is taken back, and so is what was passed over because of it. */
  private async goOn(reopened: Task, seriesId: string, key: string, now: Date): Promise<void> {
    const series = await this.series.findForUpdate(reopened, seriesId);
    if (!series) return;
    const skipped = series.skipped.filter((passed) => passed < key);
    const since = reopened.updatedAt;
    const endedByIt = series.endedAt !== null && series.endedAt <= since && series.exhausted;
    if (endedByIt)
      await this.seriesJournal.updated(
        changedSeries(series, { endedAt: null, skipped, exhausted: false }, now),
      );
    else if (skipped.length < series.skipped.length) await this.series.update({ ...series, skipped });
  }
}
