import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { ChangeTask, type ChangedTask } from '../../tasks/application/change-task.js';
import { TaskRepository, type Owner } from '../../tasks/application/task-repository.js';
import { StaleTaskError } from '../../tasks/domain/errors.js';
import { checkContent } from '../../tasks/domain/task-content.js';
import type { Task, TaskEdit } from '../../tasks/domain/task.js';
import type { Scope } from '../../scope.js';
import { changeFrom } from '../domain/series-change.js';
import { EditSeries } from './edit-series.js';
import { EndSeries } from './end-series.js';

type Reach = 'future' | 'all';

/** Changes an occurrence together with those after it, or with all of its series. A task of no series changes alone. */
@Injectable()
export class ChangeOccurrences {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly tasks: TaskRepository,
    private readonly change: ChangeTask,
    private readonly editSeries: EditSeries,
    private readonly endSeries: EndSeries,
  ) {}

  /** @throws StaleTaskError, InvalidTaskError, OccurrenceClosedError, SeriesEndedError */
  async edit(scope: Scope, id: string, edit: TaskEdit, reach: Reach, version?: number): Promise<ChangedTask> {
    return this.transactions.run(async () => {
      const task = await this.read(scope, id, version);
      if (!task.series) return this.change.edit(scope, id, edit, version);
      const change = changeFrom(task, task.series, checkContent(edit));
      const edited =
        reach === 'all'
          ? await this.editSeries.all(scope, task.series.id, change)
          : await this.editSeries.from(scope, id, change);
      const after = edited.tasks.find((one) => one.id === id) ?? task;
      return { task: after, next: [], kept: [], action: edited.action };
    });
  }

  /** @throws StaleTaskError, OccurrenceClosedError, SeriesEndedError */
  async delete(scope: Scope, id: string, reach: Reach, version?: number): Promise<ChangedTask> {
    return this.transactions.run(async () => {
      const task = await this.read(scope, id, version);
      if (!task.series) return this.change.delete(scope, id, version);
      const ended =
        reach === 'all'
          ? await this.endSeries.all(scope, task.series.id)
          : await this.endSeries.from(scope, id);
      const after = ended.removed.find((one) => one.id === id) ?? task;
      return { task: { ...after, series: ended.series }, next: [], kept: [], action: ended.action };
    });
  }

  private async read(owner: Owner, id: string, version: number | undefined): Promise<Task> {
    const task = await this.tasks.getForUpdate(owner, id);
    if (version !== undefined && version !== task.version) throw new StaleTaskError(task.version);
    return task;
  }
}
