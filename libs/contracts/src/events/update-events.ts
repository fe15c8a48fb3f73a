import { IsInt, IsObject, IsOptional, IsString, Min } from 'class-validator';
import { defineEvent } from '../define-event.js';

/** Payload of `parley.change.appended.v1`: a hint that a user's change feed grew. */
export class ChangeAppendedV1 {
  @IsString()
  userId!: string;

  @IsString()
  workspaceId!: string;

  /** Position in the user's feed; free of gaps. */
  @IsInt()
  @Min(1)
  seq!: number;

  /** What changed, e.g. `task.changed`. */
  @IsString()
  change!: string;

  /** The change itself when it is small; otherwise clients fetch it. */
  @IsOptional()
  @IsObject()
  body?: Record<string, unknown>;
}

export const changeAppendedV1 = defineEvent({
  type: 'parley.change.appended.v1',
  topic: 'task-updates',
  payload: ChangeAppendedV1,
  summary: "A user's change feed grew.",
  partitionKey: (event) => event.userId,
  producer: 'chat-api',
  consumers: ['realtime'],
});
