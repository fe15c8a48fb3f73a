import { Type } from 'class-transformer';
import { IsISO8601, IsOptional, IsString, IsUUID, ValidateNested, IsDefined } from 'class-validator';
import { defineEvent, type AppId } from '../define-event.js';
import { SeriesSnapshot } from './series-snapshot.js';
import { TaskSnapshot } from './task-snapshot.js';

/** What every event of a task carries. */
export class TaskEventV1 {
  @IsDefined()
  @ValidateNested()
  @Type(() => TaskSnapshot)
  task!: TaskSnapshot;

  /** The sentence that caused the change, as it was typed. */
  @IsOptional()
  @IsString()
  sentence?: string;
}

/** What every event of a series carries. */
export class SeriesEventV1 {
  @IsDefined()
  @ValidateNested()
  @Type(() => SeriesSnapshot)
  series!: SeriesSnapshot;

  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;
}

/** Payload of `parley.task.deleted.v1`. */
export class TaskDeletedV1 {
  @IsUUID()
  taskId!: string;

  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;

  @IsISO8601({ strict: true })
  deletedAt!: string;

  /** The task as it was. */
  @IsDefined()
  @ValidateNested()
  @Type(() => TaskSnapshot)
  task!: TaskSnapshot;
}

const taskEvent = (verb: string, summary: string, consumers: readonly AppId[]) =>
  defineEvent({
    type: `parley.task.${verb}.v1`,
    topic: 'task-events',
    payload: TaskEventV1,
    summary,
    partitionKey: (event) => event.task.taskId,
    producer: 'chat-api',
    consumers,
  });

const seriesEvent = (verb: string, summary: string) =>
  defineEvent({
    type: `parley.series.${verb}.v1`,
    topic: 'task-events',
    payload: SeriesEventV1,
    summary,
    partitionKey: (event) => event.series.seriesId,
    producer: 'chat-api',
    consumers: [],
  });

export const taskCreatedV1 = taskEvent('created', 'A task was made.', ['notification']);
export const taskUpdatedV1 = taskEvent('updated', 'A task was edited, moved or snoozed.', ['notification']);
export const taskCompletedV1 = taskEvent('completed', 'A task was done.', ['notification', 'recurring-task']);
export const taskReopenedV1 = taskEvent('reopened', 'A completed task was opened again.', ['notification']);
export const taskDeletedV1 = defineEvent({
  type: 'parley.task.deleted.v1',
  topic: 'task-events',
  payload: TaskDeletedV1,
  summary: 'A task was removed by its user.',
  partitionKey: (event) => event.taskId,
  producer: 'chat-api',
  consumers: ['notification'],
});
export const seriesCreatedV1 = seriesEvent('created', 'A recurring task was made.');
export const seriesUpdatedV1 = seriesEvent('updated', 'The rule of a recurring task changed.');
export const seriesEndedV1 = seriesEvent('ended', 'A recurring task will have no further occurrence.');
