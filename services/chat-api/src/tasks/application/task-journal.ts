import { Injectable } from '@nestjs/common';
import {
  taskCompletedV1,
  taskCreatedV1,
  taskDeletedV1,
  taskReopenedV1,
  taskUpdatedV1,
  type EventDefinition,
  type TaskEventV1,
} from '@parley/contracts';
import { Outbox } from '@parley/outbox';
import { PrismaChangeFeed } from '../../feed/adapters/prisma-change-feed.js';
import { taskSnapshot } from '../domain/task-snapshot.js';
import { taskView } from '../domain/task-view.js';
import type { Task } from '../domain/task.js';
import { TaskRepository } from './task-repository.js';

/** Stores a new state of a task together with what tells the user's clients and the other services. */
@Injectable()
export class TaskJournal {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly feed: PrismaChangeFeed,
    private readonly outbox: Outbox,
  ) {}

  async created(task: Task): Promise<void> {
    await this.tasks.insert(task);
    this.announce(taskCreatedV1, task);
  }

  /** Tells of a task that is stored already. */
  imported(task: Task): void {
    this.announce(taskCreatedV1, task);
  }

  /** Stores a task that was deleted or withdrawn before. */
  async revived(task: Task): Promise<void> {
    await this.tasks.update(task);
    this.announce(taskCreatedV1, task);
  }

  async updated(task: Task): Promise<void> {
    await this.tasks.update(task);
    this.announce(taskUpdatedV1, task);
  }

  async completed(task: Task): Promise<void> {
    await this.tasks.update(task);
    const completions = task.series && (await this.tasks.countCompletions(task, task.series.id));
    this.announce(taskCompletedV1, task, completions ?? undefined);
  }

  async reopened(task: Task): Promise<void> {
    await this.tasks.update(task);
    this.announce(taskReopenedV1, task);
  }

  async deleted(task: Task): Promise<void> {
    await this.tasks.update(task);
    this.feed.append(task, { type: 'task.deleted', taskId: task.id });
    this.outbox.add(taskDeletedV1, {
      taskId: task.id,
      workspaceId: task.workspaceId,
      userId: task.userId,
      deletedAt: (task.deletedAt ?? task.updatedAt).toISOString(),
      task: taskSnapshot(task),
    });
  }

  private announce(definition: EventDefinition<TaskEventV1>, task: Task, completions?: number): void {
    this.feed.append(task, { type: 'task.changed', task: taskView(task) });
    this.outbox.add(definition, {
      task: taskSnapshot(task, completions),
      ...(task.sentence !== null && definition === taskCreatedV1 && { sentence: task.sentence }),
    });
  }
}
