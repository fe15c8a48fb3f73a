import { InvalidInputError } from '@parley/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, isUUID, Max, MaxLength, Min } from 'class-validator';
import type { PageKey } from '../application/reminder-repository.js';
import { reminderStatuses, type ReminderStatus } from '../domain/reminder.js';

/** Query of `GET /reminders`. */
export class RemindersQuery {
  @IsIn(reminderStatuses)
  state: ReminderStatus = 'scheduled';

  /** `nextCursor` of the page before, with the same `state`. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  cursor?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}

/** An opaque text for where a page ends. */
export function toCursor({ dueAt, id }: PageKey): string {
  return Buffer.from(`${dueAt.toISOString()} ${id}`).toString('base64url');
}

/** @throws InvalidInputError */
export function fromCursor(cursor: string): PageKey {
  const [instant = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const dueAt = new Date(instant);
  if (Number.isNaN(dueAt.getTime()) || !isUUID(id)) {
    throw new InvalidInputError([{ pointer: '/cursor', detail: 'cursor is not one that was handed out' }]);
  }
  return { dueAt, id };
}
