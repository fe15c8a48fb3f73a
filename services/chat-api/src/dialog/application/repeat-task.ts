import { Injectable } from '@nestjs/common';
import type { RecurrenceDraft } from '@parley/language';
import { BeginSeries } from '../../series/application/begin-series.js';
import { EditSeries } from '../../series/application/edit-series.js';
import type { ChangedTask } from '../../tasks/application/change-task.js';
import { checkContent } from '../../tasks/domain/task-content.js';
import type { Task, TaskEdit } from '../../tasks/domain/task.js';
import type { DialogTurn } from './dialog-turn.js';

/** Gives a task another rule, or its first. */
@Injectable()
export class RepeatTask {
  constructor(
    private readonly editSeries: EditSeries,
    private readonly beginSeries: BeginSeries,
  ) {}

  /** Another rule is for all to come. @throws RefusedRuleError, InvalidTaskError */
  async execute(
    { scope }: DialogTurn,
    task: Task,
    recurrence: RecurrenceDraft,
    { due: _, reminders: __, ...edit }: TaskEdit,
  ): Promise<ChangedTask> {
    const content = checkContent(edit);
    if (!task.series || task.series.endedAt) {
      const begun = await this.beginSeries.execute(scope, task.id, recurrence, content);
      return { ...begun, next: [], kept: [] };
    }
    const { civilStart } = recurrence;
    // A rule without a time keeps the one that there is.
    const time = civilStart.includes('T') ? '' : (task.occurrenceKey ?? '').slice(10, 16);
    const change = { ...recurrence, civilStart: `${civilStart}${time}`, content };
    const { tasks, action } = await this.editSeries.all(scope, task.series.id, change);
    return { task: tasks[0] ?? task, next: [], kept: [], action };
  }
}
