import { ApiProperty } from '@nestjs/swagger';
import { isLate, reminderStatuses, type Reminder, type ReminderStatus } from '../domain/reminder.js';

/** A reminder as clients receive it. */
export class ReminderAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  taskId!: string;
  @ApiProperty({ format: 'uuid' })
  conversationId!: string;
  @ApiProperty({ description: 'Title of the task.' })
  title!: string;
  @ApiProperty({ format: 'date-time' })
  dueAt!: string;
  @ApiProperty({ enum: reminderStatuses })
  state!: ReminderStatus;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  firedAt!: string | null;
  @ApiProperty({ description: 'Whether it fired more than a minute late.' })
  late!: boolean;
}

export class ReminderPageAnswer {
  @ApiProperty({ type: [ReminderAnswer] })
  items!: ReminderAnswer[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function toAnswer(reminder: Reminder): ReminderAnswer {
  const { id, taskId, conversationId, title, dueAt, status, firedAt } = reminder;
  return {
    ...{ id, taskId, conversationId, title, state: status },
    dueAt: dueAt.toISOString(),
    firedAt: firedAt?.toISOString() ?? null,
    late: isLate(reminder),
  };
}
