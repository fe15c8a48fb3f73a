import type { MissedPolicy, RecurrenceMode, SeriesRule } from '@parley/recurrence';
import type { Priority } from '../../tasks/domain/task.js';

/** What a new occurrence starts with. */
export interface SeriesTemplate {
  readonly title: string;
  readonly notes: string;
  readonly priority: Priority;
  readonly tags: readonly string[];
  readonly list: string | null;
  /** Minutes before the due time; absent for the default. */
  readonly reminderOffsets?: readonly number[];
}

/** The rule of a recurring task and where it stands. */
export interface Series {
  readonly id: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly conversationId: string;
  readonly rrule: string;
  readonly civilStart: string;
  readonly zone: string;
  readonly mode: RecurrenceMode;
  readonly missed: MissedPolicy;
  readonly exdates: readonly string[];
  /** Occurrences that passed while one was open. */
  readonly skipped: readonly string[];
  readonly ahead: number;
  readonly template: SeriesTemplate;
  readonly endedAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The rule as the recurrence engine reads it. */
export function ruleOf(series: Series): SeriesRule {
  const { rrule, civilStart, zone, mode, missed, exdates } = series;
  return { rrule, civilStart, zone, mode, missed, exdates: [...exdates] };
}
