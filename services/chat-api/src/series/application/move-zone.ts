import { Injectable } from '@nestjs/common';
import { Clock } from '@parley/kernel';
import { assertKnownZone } from '@parley/recurrence';
import { ChatTransactions } from '../../chat-transactions.js';
import { TaskJournal } from '../../tasks/application/task-journal.js';
import { SeriesRepository, type Owner } from '../../tasks/application/task-repository.js';
import { civilOf, dueFrom, instantOf } from '../../tasks/domain/due.js';
import { editTask, type Task } from '../../tasks/domain/task.js';
import { changedSeries, type Series } from '../domain/series.js';
import { LockSeries } from './lock-series.js';
import { SeriesJournal } from './series-journal.js';

/** Follows a user to another zone: what floats keeps its wall-clock time there, what is pinned its instant. */
@Injectable()
export class MoveZone {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly series: SeriesRepository,
    private readonly lock: LockSeries,
    private readonly journal: SeriesJournal,
    private readonly tasks: TaskJournal,
    private readonly clock: Clock,
  ) {}

  /** @returns the series that moved along. @throws UnknownZoneError */
  async execute(owner: Owner, zone: string): Promise<readonly Series[]> {
    assertKnownZone(zone);
    const moved: Series[] = [];
    const ids = await this.transactions.run(() => this.series.floatingElsewhere(owner, zone));
    // Each in a transaction of its own, so that nobody waits for all of them; doing it again does no harm.
    for (const id of ids) moved.push(await this.transactions.run(() => this.move(owner, id, zone)));
    return moved;
  }

  private async move(owner: Owner, id: string, zone: string): Promise<Series> {
    const { series, open } = await this.lock.execute(owner, id);
    const now = this.clock.now();
    const moved = changedSeries(series, { zone }, now);
    await this.journal.updated(moved);
    for (const task of open) if (isAhead(task, now)) await this.tasks.updated(inZone(task, moved, now));
    return moved;
  }
}

/** What is overdue stays where it was missed. */
function isAhead({ due }: Task, now: Date): boolean {
  return due !== null && (due.kind === 'date' || instantOf(due) > now);
}

function inZone(task: Task, series: Series, now: Date): Task {
  const due = task.due && dueFrom(civilOf(task.due), series.zone);
  return { ...editTask(task, { due }, now), series };
}
