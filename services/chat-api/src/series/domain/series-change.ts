import type { MissedPolicy, RecurrenceMode } from '@parley/recurrence';
import { repeatedOffsets, type ReminderWish } from '../../tasks/domain/reminder.js';
import { civilOf, type Due } from '../../tasks/domain/due.js';
import { InvalidTaskError } from '../../tasks/domain/errors.js';
import type { Task, TaskContent, TaskEdit } from '../../tasks/domain/task.js';
import { changedSeries, type Series } from './series.js';

/** A change of a series; what is absent stays. */
export interface SeriesChange {
  readonly rrule?: string;
  /** Where the rule counts from; the occurrence that the change begins with when absent. */
  readonly civilStart?: string;
  readonly mode?: RecurrenceMode;
  readonly missed?: MissedPolicy;
  readonly ahead?: number;
  readonly floating?: boolean;
  readonly zone?: string;
  readonly content?: Partial<Omit<TaskContent, 'due'>>;
  readonly reminders?: readonly ReminderWish[];
}

/** Whether other occurrences follow from it than before. */
export function changesRule(change: SeriesChange): boolean {
  return [change.rrule, change.civilStart, change.mode, change.zone].some((member) => member !== undefined);
}

/** The series after a change, without a look at its occurrences. @param due of the occurrence it begins with */
export function applied(series: Series, change: SeriesChange, due: Due | null, now: Date): Series {
  const { content, reminders, ...rule } = change;
  const reminderOffsets = reminders && due ? repeatedOffsets(due, reminders) : undefined;
  return changedSeries(
    series,
    {
      ...rule,
      template: { ...series.template, ...content, ...(reminderOffsets && { reminderOffsets }) },
      // COUNT starts anew only with another rule.
      ...(change.rrule !== undefined && change.rrule !== series.rrule && { countedFrom: now }),
    },
    now,
  );
}

/** What the change means for an occurrence that is there. */
export function editOf({ content = {}, reminders }: SeriesChange): TaskEdit {
  return { ...content, ...(reminders && { reminders }) };
}

/**
 * The change of a series that an edit of one of its occurrences stands for. Another time of day moves all of them; for
 * another day the rule has to say so.
 * @throws InvalidTaskError
 */
export function changeFrom(
  task: Task,
  series: Series,
  { due, reminders, ...content }: TaskEdit,
): SeriesChange {
  const base = { content, ...(reminders && { reminders }) };
  if (due === undefined) return base;
  const civil = due === null ? '' : civilOf(due).slice(0, 16);
  const before = task.occurrenceKey ?? '';
  if (due === null || civil.slice(0, 10) !== before.slice(0, 10) || /BY(HOUR|MINUTE)=/i.test(series.rrule))
    throw new InvalidTaskError('/due', 'another day of the whole series needs a rule, in recurrence');
  return {
    ...base,
    civilStart: `${series.civilStart.slice(0, 10)}${civil.slice(10)}`,
    ...(due.zone !== series.zone && { zone: due.zone }),
  };
}

/** The occurrence keys at another time of day. */
export function atTimeOf(keys: readonly string[], civilStart: string): string[] {
  return keys.map((key) => `${key.slice(0, 10)}${civilStart.slice(10)}`);
}
