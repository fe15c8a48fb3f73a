import { keepStoredTrace } from '@parley/dapr';
import type { Reminder as Row } from '../../generated/prisma/client.js';
import type { Alarm } from '../domain/alarm.js';
import { reminderStatuses, type Reminder, type ReminderStatus } from '../domain/reminder.js';

/** A row as raw SQL gives it. */
export interface RawRow {
  readonly reminder_id: string;
  readonly task_id: string;
  readonly workspace_id: string;
  readonly user_id: string;
  readonly conversation_id: string;
  readonly title: string;
  readonly due_at: Date;
  readonly task_version: number;
  readonly generation: number;
  readonly status: string;
  readonly fired_at: Date | null;
}

export interface RawAlarm {
  readonly reminder_id: string;
  readonly generation: number;
  readonly due_at: Date;
  readonly traceparent: string | null;
}

export function fromRaw(row: RawRow): Reminder {
  return {
    id: row.reminder_id,
    taskId: row.task_id,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    conversationId: row.conversation_id,
    title: row.title,
    dueAt: row.due_at,
    taskVersion: row.task_version,
    generation: row.generation,
    status: statusOf(row.status),
    firedAt: row.fired_at,
  };
}

export function fromRow({ reminderId, armedAt: _, traceparent: __, status, ...row }: Row): Reminder {
  return { ...row, id: reminderId, status: statusOf(status) };
}

export function toAlarm({
  reminder_id: reminderId,
  generation,
  due_at: dueAt,
  traceparent,
}: RawAlarm): Alarm {
  return keepStoredTrace({ reminderId, generation, dueAt }, traceparent);
}

function statusOf(text: string): ReminderStatus {
  const status = reminderStatuses.find((candidate) => candidate === text);
  if (!status) throw new Error(`A reminder has the unknown status "${text}".`);
  return status;
}
