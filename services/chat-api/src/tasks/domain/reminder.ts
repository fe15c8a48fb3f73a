import { derivedId, DomainError, type ErrorKind } from '@parley/kernel';
import { reminderInstant } from '@parley/recurrence';
import { civilOf, instantOf, type Due } from './due.js';

/** When a user wants to be reminded of a task. */
export type ReminderWish =
  { readonly kind: 'offset'; readonly minutes: number } | { readonly kind: 'absolute'; readonly at: Date };

/** A reminder of a task: its rule, and the instant that follows from it. */
export interface Reminder {
  readonly id: string;
  readonly kind: 'offset' | 'absolute' | 'snooze';
  readonly offsetMinutes?: number;
  readonly at: Date;
}

export const MAX_REMINDERS = 10;
/** Time of day at which an all-day task reminds. */
export const ALL_DAY_TIME = '09:00';

export class TooManyRemindersError extends DomainError {
  readonly code = 'reminders.limit';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields = [{ pointer: '/reminders', detail: `must hold at most ${MAX_REMINDERS}` }];

  constructor() {
    super(`A task has at most ${MAX_REMINDERS} reminders.`);
  }
}

export class ReminderNeedsDueError extends DomainError {
  readonly code = 'reminders.no-due';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields = [{ pointer: '/reminders', detail: 'an offset needs a due time' }];

  constructor() {
    super('A reminder before the due time needs a due time.');
  }
}

/**
 * The reminders of a task.
 * @param wishes `undefined` stands for the default: at the due time, if that is a time of day
 * @throws TooManyRemindersError, ReminderNeedsDueError
 */
export function remindersFor(
  taskId: string,
  due: Due | null,
  wishes: readonly ReminderWish[] | undefined,
): Reminder[] {
  const wanted = wishes ?? (due?.kind === 'datetime' ? [{ kind: 'offset' as const, minutes: 0 }] : []);
  const reminders = new Map(wanted.map((wish) => reminderOf(taskId, due, wish)).map((one) => [one.id, one]));
  if (reminders.size > MAX_REMINDERS) throw new TooManyRemindersError();
  return [...reminders.values()];
}

/** The same reminders after the due time moved: offsets follow it, what was snoozed for the old time is dropped. */
export function moveReminders(taskId: string, reminders: readonly Reminder[], due: Due | null): Reminder[] {
  const kept = reminders.filter(({ kind }) => kind !== 'snooze' && (due !== null || kind !== 'offset'));
  if (due?.kind === 'datetime' && kept.length === 0) return remindersFor(taskId, due, undefined);
  return kept.map((one) =>
    one.kind === 'offset' && due ? { ...one, at: offsetInstant(due, one.offsetMinutes ?? 0) } : one,
  );
}

/**
 * What a series repeats of reminders: minutes before the due time. An absolute one keeps its distance to the due time,
 * which is negative after it.
 */
export function repeatedOffsets(due: Due, wishes: readonly ReminderWish[]): number[] {
  return wishes.map((wish) =>
    wish.kind === 'offset'
      ? wish.minutes
      : Math.round((instantOf(due).getTime() - wish.at.getTime()) / 60_000),
  );
}

/** Without those before the due time whose moment is over, at which nobody can be reminded any more. */
export function stillAhead(reminders: readonly Reminder[], moment: Date): Reminder[] {
  return reminders.filter(
    ({ kind, offsetMinutes = 0, at }) => kind !== 'offset' || offsetMinutes <= 0 || at > moment,
  );
}

/** One more reminder at `at`; a task has one snooze, so a later one replaces it. */
export function snoozeReminder(taskId: string, reminders: readonly Reminder[], at: Date): Reminder[] {
  const others = reminders.filter(({ kind }) => kind !== 'snooze');
  return [...others, { id: derivedId(taskId, 'snooze'), kind: 'snooze', at }];
}

function reminderOf(taskId: string, due: Due | null, wish: ReminderWish): Reminder {
  if (wish.kind === 'absolute') {
    return { id: derivedId(taskId, 'absolute', wish.at.toISOString()), kind: 'absolute', at: wish.at };
  }
  if (!due) throw new ReminderNeedsDueError();
  const id = derivedId(taskId, 'offset', String(wish.minutes));
  return { id, kind: 'offset', offsetMinutes: wish.minutes, at: offsetInstant(due, wish.minutes) };
}

function offsetInstant(due: Due, minutes: number): Date {
  // Exact due times ("in 90 seconds") carry seconds, which civil arithmetic does not know.
  if (due.kind === 'datetime') return new Date(instantOf(due).getTime() - minutes * 60_000);
  return reminderInstant(civilOf(due), minutes, due.zone, ALL_DAY_TIME);
}

/** The reminders that a task has, as wishes; a snooze is over once new ones are set. */
export function wishesOf({ reminders }: { readonly reminders: readonly Reminder[] }): ReminderWish[] {
  return reminders.flatMap(({ kind, offsetMinutes, at }): ReminderWish[] => {
    if (kind === 'offset') return [{ kind, minutes: offsetMinutes ?? 0 }];
    return kind === 'absolute' ? [{ kind, at }] : [];
  });
}
