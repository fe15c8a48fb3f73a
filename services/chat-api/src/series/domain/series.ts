import { derivedId } from '@parley/kernel';
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
  /** Future occurrences that are kept open, 1 to 10. */
  readonly ahead: number;
  /** Whether it moves along when its user's zone changes; pinned to its own otherwise. */
  readonly floating: boolean;
  readonly template: SeriesTemplate;
  /** BCP 47 tag of the language in which its rule is said. */
  readonly locale: string;
  readonly endedAt: Date | null;
  /** Whether it ended with the last occurrence of its rule. */
  readonly exhausted: boolean;
  readonly pausedAt: Date | null;
  /** Completions before it do not use up COUNT. */
  readonly countedFrom: Date | null;
  /** The series that it took over from. */
  readonly previousId: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The rule as the recurrence engine reads it. */
export function ruleOf(series: Series): SeriesRule {
  const { rrule, civilStart, zone, mode, missed, exdates } = series;
  return { rrule, civilStart, zone, mode, missed, exdates: [...exdates] };
}

/** The next state of a series. */
export function changedSeries(series: Series, change: Partial<Series>, now: Date): Series {
  return { ...series, ...change, version: series.version + 1, updatedAt: now };
}

/** Asking twice for the same occurrence names the same task. */
export function occurrenceId(seriesId: string, key: string): string {
  return derivedId('occurrence', seriesId, key);
}
