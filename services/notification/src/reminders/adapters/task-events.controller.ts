import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  taskCompletedV1,
  taskCreatedV1,
  taskDeletedV1,
  TaskDeletedV1,
  TaskEventV1,
  taskReopenedV1,
  taskUpdatedV1,
} from '@parley/contracts';
import { DaprContext, OnEvent } from '@parley/dapr';
import { IncomingChanges } from '../application/incoming-changes.js';

/** Listens to what happens to tasks. */
@Controller()
export class TaskEventsController {
  constructor(private readonly changes: IncomingChanges) {}

  @OnEvent(taskCreatedV1)
  async created(@Payload() event: TaskEventV1, @Ctx() context: DaprContext): Promise<void> {
    // Most tasks remind of nothing, and no event of a task is older than its first.
    const { reminders, version } = event.task;
    if (reminders.length > 0 || version > 1) await this.changed(event, context);
  }

  @OnEvent(taskUpdatedV1)
  async updated(@Payload() event: TaskEventV1, @Ctx() context: DaprContext): Promise<void> {
    await this.changed(event, context);
  }

  @OnEvent(taskCompletedV1)
  async completed(@Payload() event: TaskEventV1, @Ctx() context: DaprContext): Promise<void> {
    await this.changed(event, context);
  }

  @OnEvent(taskReopenedV1)
  async reopened(@Payload() event: TaskEventV1, @Ctx() context: DaprContext): Promise<void> {
    await this.changed(event, context);
  }

  @OnEvent(taskDeletedV1)
  async deleted(@Payload() { task }: TaskDeletedV1, @Ctx() { event }: DaprContext): Promise<void> {
    await this.changes.handle({ eventId: event.id, task, deleted: true });
  }

  private async changed({ task }: TaskEventV1, { event }: DaprContext): Promise<void> {
    await this.changes.handle({ eventId: event.id, task, deleted: false });
  }
}
