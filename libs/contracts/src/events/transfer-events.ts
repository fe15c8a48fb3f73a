import { IsIn, IsInt, IsString, IsUUID, Matches, Min } from 'class-validator';
import { defineEvent } from '../define-event.js';

/** Payload of `parley.tasks.exported.v1`. */
export class TasksExportedV1 {
  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;

  /** E.g. `json`. */
  @Matches(/^[a-z]+$/)
  format!: string;
}

/** What every event of an import carries. */
export class ImportEventV1 {
  @IsUUID()
  importId!: string;

  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;

  /** What the file was, e.g. `todoist-csv`. */
  @Matches(/^[a-z]+(-[a-z]+)*$/)
  source!: string;

  /** Tasks that the file is to make, or has made. */
  @IsInt()
  @Min(0)
  tasks!: number;
}

/** What every event of a calendar feed carries; never the secret. */
export class CalendarFeedEventV1 {
  @IsUUID()
  feedId!: string;

  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;

  @IsIn(['events', 'todos'])
  shows!: 'events' | 'todos';
}

export const tasksExportedV1 = defineEvent({
  type: 'parley.tasks.exported.v1',
  topic: 'task-events',
  payload: TasksExportedV1,
  summary: 'Somebody took all tasks of theirs out as a file.',
  partitionKey: (event) => event.userId,
  producer: 'chat-api',
  consumers: [],
});

const importEvent = (verb: string, summary: string) =>
  defineEvent({
    type: `parley.import.${verb}.v1`,
    topic: 'task-events',
    payload: ImportEventV1,
    summary,
    partitionKey: (event) => event.importId,
    producer: 'chat-api',
    consumers: [],
  });

export const importStartedV1 = importEvent('started', 'Somebody had the tasks of a file made.');
export const importCompletedV1 = importEvent('completed', 'All tasks of a file are there and were told of.');
export const importCancelledV1 = importEvent('cancelled', 'An import was called off; it made nothing.');
export const importFailedV1 = importEvent('failed', 'An import could not go on; it made nothing.');

const feedEvent = (verb: string, summary: string) =>
  defineEvent({
    type: `parley.calendar.${verb}.v1`,
    topic: 'task-events',
    payload: CalendarFeedEventV1,
    summary,
    partitionKey: (event) => event.feedId,
    producer: 'chat-api',
    consumers: [],
  });

export const calendarFeedCreatedV1 = feedEvent('created', 'Somebody made a calendar feed of their tasks.');
export const calendarFeedRotatedV1 = feedEvent(
  'rotated',
  'A calendar feed got another address; the old one ended.',
);
export const calendarFeedRevokedV1 = feedEvent('revoked', 'A calendar feed ended.');
