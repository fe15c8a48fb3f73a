import { Injectable } from '@nestjs/common';
import type { TaskDraft } from '@parley/language';
import type { Reply } from '../../conversations/domain/message.js';
import { CreateTask, type NewTask } from '../../tasks/application/create-task.js';
import { dueFrom, type Due } from '../../tasks/domain/due.js';
import type { ReminderWish } from '../../tasks/domain/reminder.js';
import type { DialogTurn, IntentOf } from './dialog-turn.js';
import { acted } from './replies.js';

/** Makes the task that a sentence describes. */
@Injectable()
export class CreateFromText {
  constructor(private readonly create: CreateTask) {}

  async execute(turn: DialogTurn, intent: IntentOf<'create'>): Promise<Reply> {
    const { task, action } = await this.create.execute(turn.scope, newTaskOf(turn, intent));
    const text = ['Added.', ...intent.assumptions].join(' ');
    return acted(text, [task], [action]);
  }
}

/** What a sentence says, as a task to be made. */
export function newTaskOf(turn: DialogTurn, draft: TaskDraft): NewTask {
  return {
    content: {
      title: draft.title,
      notes: '',
      priority: draft.priority ?? 'medium',
      tags: draft.tags,
      list: draft.list ?? null,
      due: draft.due ? dueOf(turn, draft.due) : null,
    },
    reminders: draft.reminders.length > 0 ? draft.reminders.map(wishOf) : undefined,
    recurrence: draft.recurrence,
    conversationId: turn.conversationId,
    sentence: turn.text,
  };
}

/** A due time as the language reads it, in the terms of a task. */
export function dueOf(turn: DialogTurn, due: NonNullable<TaskDraft['due']>): Due {
  return due.kind === 'date' ? dueFrom(due.date, turn.scope.zone) : dueFrom(due.civil, due.zone);
}

export function wishOf(reminder: TaskDraft['reminders'][number]): ReminderWish {
  return reminder.kind === 'offset' ? reminder : { kind: 'absolute', at: new Date(reminder.instant) };
}
