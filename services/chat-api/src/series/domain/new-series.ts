import { newId } from '@parley/kernel';
import type { MissedPolicy, RecurrenceMode } from '@parley/recurrence';
import type { Scope } from '../../scope.js';
import type { TaskContent } from '../../tasks/domain/task.js';
import { checkRule } from './check-rule.js';
import type { Series } from './series.js';

/** How a task begins to repeat. */
export interface Recurrence {
  readonly rrule: string;
  /** Civil date or date-time from which the rule counts. */
  readonly civilStart: string;
  readonly mode: RecurrenceMode;
  readonly missed?: MissedPolicy;
  /** Future occurrences that are kept open; 1 when absent. */
  readonly ahead?: number;
  /** Whether it stays in its zone when the user's changes; by default when that is another than the user's. */
  readonly pinned?: boolean;
  /** Occurrences that are left out. */
  readonly exdates?: readonly string[];
}

/** The series that a task with `content` begins. @throws RefusedRuleError */
export function newSeries(
  scope: Scope,
  conversationId: string,
  content: TaskContent,
  recurrence: Recurrence,
  now: Date,
  id: string = newId(),
): Series {
  const { due, ...template } = content;
  const zone = due?.zone ?? scope.zone;
  const series: Series = {
    id,
    workspaceId: scope.workspaceId,
    userId: scope.userId,
    conversationId,
    rrule: recurrence.rrule,
    civilStart: recurrence.civilStart,
    zone,
    mode: recurrence.mode,
    missed: recurrence.missed ?? 'jump',
    exdates: recurrence.exdates ?? [],
    skipped: [],
    ahead: recurrence.ahead ?? 1,
    floating: !(recurrence.pinned ?? zone !== scope.zone),
    template,
    locale: scope.locale,
    endedAt: null,
    exhausted: false,
    pausedAt: null,
    countedFrom: null,
    previousId: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  checkRule(series);
  return series;
}
