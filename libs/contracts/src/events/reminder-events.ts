import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
} from 'class-validator';
import { defineEvent, type AppId } from '../define-event.js';

/** What every event of a reminder carries. */
export class ReminderEventV1 {
  @IsUUID()
  reminderId!: string;

  @IsUUID()
  taskId!: string;

  @IsString()
  workspaceId!: string;

  @IsString()
  userId!: string;

  @IsUUID()
  conversationId!: string;

  @IsString()
  @MaxLength(500)
  title!: string;

  /** The instant at which the reminder was asked for. */
  @IsISO8601({ strict: true })
  dueAt!: string;

  /** Version of the task that set the reminder. */
  @IsInt()
  @Min(1)
  taskVersion!: number;
}

/** Payload of `parley.reminder.due.v1`. */
export class ReminderDueV1 extends ReminderEventV1 {
  /** The instant at which it fired; never before `dueAt`. */
  @IsISO8601({ strict: true })
  firedAt!: string;

  /** True when it fired so late that its user should be told. */
  @IsBoolean()
  late!: boolean;
}

/** Payload of the events that tell what became of a delivery. */
export class ReminderDeliveryV1 extends ReminderEventV1 {
  @IsIn(['chat', 'push', 'email', 'webhook'])
  channel!: 'chat' | 'push' | 'email' | 'webhook';

  @IsOptional()
  @IsString()
  reason?: string;
}

const reminderEvent = <T extends ReminderEventV1>(
  verb: string,
  payload: new () => T,
  summary: string,
  consumers: readonly AppId[] = [],
) =>
  defineEvent<T>({
    type: `parley.reminder.${verb}.v1`,
    topic: 'reminders',
    payload,
    summary,
    partitionKey: (event) => event.taskId,
    producer: 'notification',
    consumers,
  });

export const reminderScheduledV1 = reminderEvent(
  'scheduled',
  ReminderEventV1,
  'A reminder was set or moved.',
);
export const reminderDueV1 = reminderEvent('due', ReminderDueV1, 'The time of a reminder has come.', [
  'chat-api',
]);
export const reminderDeliveredV1 = reminderEvent(
  'delivered',
  ReminderDeliveryV1,
  'A channel took a reminder over.',
);
export const reminderFailedV1 = reminderEvent(
  'failed',
  ReminderDeliveryV1,
  'A channel refused a reminder for good.',
);
export const reminderCancelledV1 = reminderEvent(
  'cancelled',
  ReminderEventV1,
  'A reminder will not fire: its task was done, moved or removed.',
);
