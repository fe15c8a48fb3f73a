import { isLate, type Reminder, type ReminderStatus } from '../domain/reminder.js';

/** A reminder as clients receive it. */
export class ReminderAnswer {
  id!: string;
  taskId!: string;
  conversationId!: string;
  /** Title of the task. */
  title!: string;
  dueAt!: string;
  state!: ReminderStatus;
  firedAt!: string | null;
  /** Whether it fired more than a minute late. */
  late!: boolean;
}

export class ReminderPageAnswer {
  items!: ReminderAnswer[];
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
