import { Injectable } from '@nestjs/common';
import { exhaustive } from '@parley/kernel';
import { say, type TaskChanges } from '@parley/language';
import { ActionLog } from '../../actions/application/action-log.js';
import type { Reply } from '../../conversations/domain/message.js';
import { ChangeOccurrences } from '../../series/application/change-occurrences.js';
import { ChangeTask, type ChangedTask } from '../../tasks/application/change-task.js';
import { dueFrom, instantOf } from '../../tasks/domain/due.js';
import { wishesOf } from '../../tasks/domain/reminder.js';
import type { Task, TaskEdit } from '../../tasks/domain/task.js';
import { TimePassedError } from '../domain/errors.js';
import { reachOptions } from '../domain/reach.js';
import { counted, named } from '../texts/counted.js';
import { textsFor, type Texts } from '../texts/texts.js';
import { CreateFromText, dueOf, wishOf } from './create-from-text.js';
import { DialogMemory } from './dialog-memory.js';
import type { DialogTurn, IntentOf } from './dialog-turn.js';
import { movedBy, movedTo } from './moved-due.js';
import { acted } from './replies.js';
import { RepeatTask } from './repeat-task.js';
import { ResolveRefs, UnclearRefError } from './resolve-refs.js';
import { stays } from './undo-last.js';

type ActIntent = IntentOf<'complete' | 'reopen' | 'delete' | 'reschedule' | 'snooze' | 'remind' | 'update'>;

/** Said in front of a task's number, so that a button can stand for the whole sentence. */
const VERBS: Readonly<Record<ActIntent['kind'], string>> = {
  complete: 'done',
  reopen: 'reopen',
  delete: 'delete',
  reschedule: 'move',
  snooze: 'snooze',
  remind: 'remind me about',
  update: 'rename',
};

/** Changes tasks that exist. */
@Injectable()
export class ActOnTasks {
  constructor(
    private readonly refs: ResolveRefs,
    private readonly change: ChangeTask,
    private readonly occurrences: ChangeOccurrences,
    private readonly repeat: RepeatTask,
    private readonly create: CreateFromText,
    private readonly memory: DialogMemory,
    private readonly actions: ActionLog,
  ) {}

  async execute(turn: DialogTurn, intent: ActIntent): Promise<Reply> {
    let tasks: Task[];
    try {
      tasks = await this.tasksOf(turn, intent);
    } catch (error) {
      if (!(error instanceof UnclearRefError)) throw error;
      if (error.candidates.length > 0) return whichOne(turn, intent, error.candidates);
      if (intent.otherwise) return this.create.execute(turn, intent.otherwise);
      throw error;
    }
    if (intent.refs.some((ref) => ref.kind === 'all') && tasks.length > 1)
      return confirmAll(turn, intent, tasks);
    const [only, more] = tasks;
    if (only && !more && asksForReach(turn, intent, only)) return whichOnes(turn, only);
    const changed: ChangedTask[] = [];
    for (const task of tasks) changed.push(await this.apply(turn, intent, task));
    const remaining = intent.kind === 'delete' ? [] : changed.map(({ task }) => task);
    const kept = changed.flatMap((one) => one.kept.map((task) => stays(turn, task)));
    const action = await this.actions.merge(
      turn.scope,
      changed.flatMap(({ action: one }) => one ?? []),
    );
    return acted([sentence(textsFor(turn.scope.locale), intent, changed), ...kept].join(' '), remaining, [
      action,
    ]);
  }

  private async tasksOf(turn: DialogTurn, intent: ActIntent): Promise<Task[]> {
    const status = intent.kind === 'reopen' ? 'completed' : 'open';
    if (intent.refs.length > 0) return this.refs.execute(turn, intent.refs, status);
    if (intent.kind !== 'snooze') return this.refs.execute(turn, [{ kind: 'last' }], status);
    const reminded = await this.memory.lastReminded(turn);
    if (!reminded) throw new UnclearRefError(textsFor(turn.scope.locale).noReminder);
    return this.refs.byId(turn, reminded);
  }

  private apply(turn: DialogTurn, intent: ActIntent, task: Task): Promise<ChangedTask> {
    const { scope, now } = turn;
    switch (intent.kind) {
      case 'complete':
        return this.change.complete(scope, task.id, intent.on && doneAt(turn, intent.on));
      case 'reopen':
        return this.change.reopen(scope, task.id);
      case 'delete':
        return turn.reach === 'future' || turn.reach === 'all'
          ? this.occurrences.delete(scope, task.id, turn.reach)
          : this.change.delete(scope, task.id);
      case 'reschedule': {
        if (intent.by) return this.change.edit(scope, task.id, { due: movedBy(task, intent.by) });
        return this.change.edit(scope, task.id, {
          due: intent.to ? movedTo(task, dueOf(turn, intent.to)) : null,
        });
      }
      case 'snooze': {
        const minutes = intent.minutes ?? 20;
        const until = intent.until
          ? instantOf(dueOf(turn, intent.until))
          : new Date(now.getTime() + minutes * 60_000);
        if (until <= now) throw new TimePassedError();
        return this.change.snooze(scope, task.id, until);
      }
      case 'remind': {
        const kept = wishesOf(task);
        return this.change.edit(scope, task.id, { reminders: [...kept, ...intent.reminders.map(wishOf)] });
      }
      case 'update':
        return this.update(turn, task, intent.changes);
      default:
        return exhaustive(intent);
    }
  }

  /** Another rule is for all to come; other changes go as far as was said. */
  private async update(turn: DialogTurn, task: Task, changes: TaskChanges): Promise<ChangedTask> {
    const { scope, reach } = turn;
    const edit = editOf(turn, changes, task);
    if (changes.recurrence) return this.repeat.execute(turn, task, changes.recurrence, edit);
    return reach === 'future' || reach === 'all'
      ? this.occurrences.edit(scope, task.id, edit, reach)
      : this.change.edit(scope, task.id, edit);
  }
}

/** When something was done that was over before it was said: that day at noon, unless it says a time. */
function doneAt(turn: DialogTurn, on: NonNullable<IntentOf<'complete'>['on']>): Date {
  const due = dueOf(turn, on);
  const at = due.kind === 'date' ? instantOf(dueFrom(`${due.date}T12:00`, due.zone)) : instantOf(due);
  return at < turn.now ? at : turn.now;
}

/** What a sentence changes, in the terms of a task. */
function editOf(turn: DialogTurn, changes: TaskChanges, task: Task): TaskEdit {
  const { title, priority, list, due, addTags = [], removeTags = [] } = changes;
  const retagged = [...task.tags, ...addTags].filter((tag) => !removeTags.includes(tag));
  return {
    ...(title !== undefined && { title }),
    ...(priority && { priority }),
    ...(list !== undefined && { list }),
    ...(due && { due: movedTo(task, dueOf(turn, due)) }),
    ...(addTags.length + removeTags.length > 0 && { tags: retagged }),
  };
}

function sentence(texts: Texts, intent: ActIntent, changed: readonly ChangedTask[]): string {
  const what = named(
    texts,
    changed.map(({ task }) => task),
  );
  const idle = changed.every(({ action }) => action === undefined);
  const assumptions = 'assumptions' in intent ? intent.assumptions : [];
  return [say(textOf(texts, intent.kind, idle), { what }), ...assumptions].join(' ');
}

/** @param idle whether it was so already */
function textOf(texts: Texts, kind: ActIntent['kind'], idle: boolean): string {
  switch (kind) {
    case 'complete':
      return idle ? texts.doneAlready : texts.done;
    case 'reopen':
      return idle ? texts.openAlready : texts.reopened;
    case 'delete':
      return texts.deleted;
    case 'reschedule':
      return texts.moved;
    case 'snooze':
      return texts.snoozed;
    case 'remind':
      return texts.reminderSet;
    case 'update':
      return texts.changed;
    default:
      return exhaustive(kind);
  }
}

function whichOne({ scope }: DialogTurn, intent: ActIntent, candidates: readonly Task[]): Reply {
  const options = candidates.map(({ number, title }) => ({
    label: `#${number} ${title}`,
    text: `${VERBS[intent.kind]} #${number}`,
  }));
  return { text: textsFor(scope.locale).whichOne, blocks: [{ type: 'quick-replies', options }] };
}

/** A task that repeats may be meant with those after it. */
function asksForReach({ reach }: DialogTurn, intent: ActIntent, { series }: Task): boolean {
  if (!series || series.endedAt || reach) return false;
  return intent.kind === 'delete' || (intent.kind === 'update' && !intent.changes.recurrence);
}

function whichOnes({ text, scope }: DialogTurn, task: Task): Reply {
  const texts = textsFor(scope.locale);
  return {
    text: say(texts.whichOccurrences, { what: named(texts, [task]) }),
    blocks: [
      { type: 'task', taskId: task.id },
      { type: 'quick-replies', options: reachOptions(text, texts) },
    ],
  };
}

function confirmAll({ scope }: DialogTurn, intent: ActIntent, tasks: readonly Task[]): Reply {
  const texts = textsFor(scope.locale);
  const count = counted(texts, 'task', tasks.length);
  const numbers = tasks.map(({ number }) => `#${number}`).join(', ');
  return {
    text: say(texts.allOfThem, { count }),
    blocks: [
      { type: 'task-list', query: '', taskIds: tasks.map(({ id }) => id), total: tasks.length },
      {
        type: 'quick-replies',
        options: [{ label: say(texts.yesAll, { count }), text: `${VERBS[intent.kind]} ${numbers}` }],
      },
    ],
  };
}
