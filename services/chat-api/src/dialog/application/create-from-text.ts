import { Injectable } from '@nestjs/common';
import { say, type TaskDraft } from '@parley/language';
import { instantToCivil } from '@parley/recurrence';
import type { Reply } from '../../conversations/domain/message.js';
import { CreateTask, type NewTask } from '../../tasks/application/create-task.js';
import { dueFrom, instantOf, type Due } from '../../tasks/domain/due.js';
import type { ReminderWish } from '../../tasks/domain/reminder.js';
import { counted } from '../texts/counted.js';
import { textsFor, type Texts } from '../texts/texts.js';
import type { DialogTurn, IntentOf } from './dialog-turn.js';
import { acted } from './replies.js';

/** Makes the task that a sentence describes. */
@Injectable()
export class CreateFromText {
  constructor(private readonly create: CreateTask) {}

  async execute(turn: DialogTurn, intent: IntentOf<'create'>): Promise<Reply> {
    const { task, action, passedReminders } = await this.create.execute(turn.scope, newTaskOf(turn, intent));
    const texts = textsFor(turn.scope.locale);
    const late = passedReminders.map((minutes) => say(texts.tooLate, { span: spanText(texts, minutes) }));
    const text = [texts.added, ...intent.assumptions, ...late].join(' ');
    return acted(text, [task], [action]);
  }
}

function spanText(texts: Texts, minutes: number): string {
  if (minutes % 1_440 === 0) return counted(texts, 'day', minutes / 1_440);
  return minutes % 60 === 0 ? counted(texts, 'hour', minutes / 60) : counted(texts, 'minute', minutes);
}

/** What a sentence says, as a task to be made. */
export function newTaskOf(turn: DialogTurn, draft: TaskDraft): NewTask {
  const exact = exactMoment(turn, draft);
  return {
    content: {
      title: draft.title,
      notes: '',
      priority: draft.priority ?? 'medium',
      tags: draft.tags,
      list: draft.list ?? null,
      due: exact ?? (draft.due ? dueOf(turn, draft.due) : null),
    },
    reminders: wishesOf(draft, exact !== undefined),
    recurrence: draft.recurrence,
    conversationId: turn.conversationId,
    sentence: turn.text,
  };
}

/** Undefined for the user's usual reminder; "no reminder" is none at all. */
function wishesOf({ reminders, silent }: TaskDraft, exact: boolean): ReminderWish[] | undefined {
  if (silent) return [];
  return !exact && reminders.length > 0 ? reminders.map(wishOf) : undefined;
}

/**
 * "In 90 seconds" is a moment: the task is due then, to the second, and reminds then by default. The language rounds
 * the due time up to the minute, and gives the moment as its only reminder.
 */
function exactMoment({ scope }: DialogTurn, { due, recurrence, reminders }: TaskDraft): Due | undefined {
  const [only, more] = reminders;
  if (due?.kind !== 'datetime' || recurrence || only?.kind !== 'absolute' || more) return undefined;
  const moment = new Date(Math.ceil(Date.parse(only.instant) / 1000) * 1000);
  const early = instantOf(dueFrom(due.civil, due.zone)).getTime() - moment.getTime();
  if (early < 0 || early >= 60_000) return undefined;
  const seconds = String(moment.getUTCSeconds()).padStart(2, '0');
  return dueFrom(`${instantToCivil(moment, scope.zone)}:${seconds}`, scope.zone);
}

/** A due time as the language reads it, in the terms of a task. */
export function dueOf(turn: DialogTurn, due: NonNullable<TaskDraft['due']>): Due {
  return due.kind === 'date' ? dueFrom(due.date, turn.scope.zone) : dueFrom(due.civil, due.zone);
}

export function wishOf(reminder: TaskDraft['reminders'][number]): ReminderWish {
  return reminder.kind === 'offset' ? reminder : { kind: 'absolute', at: new Date(reminder.instant) };
}
