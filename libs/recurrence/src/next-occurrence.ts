import { Temporal } from 'temporal-polyfill';

import { civilToZoned, type OccurrenceKey } from './civil.js';
import { afterCompletion } from './completion-mode.js';
import { expand, readRule, type ReadRule } from './expansion.js';
import { first, instant } from './occurrences.js';
import type { Occurrence, SeriesRule } from './series-rule.js';

/** A completed occurrence, as the engine needs it. */
export interface Completion {
  readonly completed: OccurrenceKey;
  readonly completedAt: Date;
  /** How many occurrences are completed, this one included; a rule with COUNT in completion mode needs it. */
  readonly completions?: number;
}

/** What follows a completion. */
export interface NextOccurrence extends Occurrence {
  /** Occurrences between the completed one and this, oldest first, at most 500. */
  readonly skipped: readonly OccurrenceKey[];
  /** Whether more were skipped than are listed. */
  readonly moreSkipped: boolean;
}

const MAX_SKIPPED = 500;

/**
 * The occurrence that follows a completed one, or null when that was the last.
 * Mode `fixed`: the first strictly after the later of due time and completion (`jump`), or after the due
 * time (`one-by-one`); a whole day counts until it is over, unless it was the completed one.
 * Mode `completion`: counted from the day of completion.
 */
export function nextOccurrence(rule: SeriesRule, completion: Completion): NextOccurrence | null {
  const read = readRule(rule);
  const { completed } = completion;
  const due = civilToZoned(completed, rule.zone).toInstant();
  const completedAt = instant(completion.completedAt);

  if (rule.mode === 'completion') {
    if (isLastCompletion(read, completion)) return null;
    const next = afterCompletion(read, completed, completedAt);
    return next === null ? null : { ...next, skipped: [], moreSkipped: false };
  }
  const late = rule.missed === 'jump' && Temporal.Instant.compare(completedAt, due) > 0;
  const next = following(read, completed, late ? completedAt : due);
  if (next === null) return null;
  return {
    ...next,
    ...(late ? skippedBetween(read, completed, due, next) : { skipped: [], moreSkipped: false }),
  };
}

/** The first occurrence after the reference that is not the completed one. */
function following(read: ReadRule, completed: OccurrenceKey, reference: Temporal.Instant): Occurrence | null {
  const isLater = ({ key, due }: Occurrence): boolean =>
    read.allDay ? key > completed : due.getTime() > reference.epochMilliseconds;
  return first(expand(read, reference), isLater);
}

function skippedBetween(
  read: ReadRule,
  completed: OccurrenceKey,
  due: Temporal.Instant,
  next: Occurrence,
): Pick<NextOccurrence, 'skipped' | 'moreSkipped'> {
  const skipped: OccurrenceKey[] = [];
  for (const { key, due: at } of expand(read, due)) {
    if (key === next.key) break;
    if (read.allDay ? key <= completed : at.getTime() <= due.epochMilliseconds) continue;
    if (skipped.length === MAX_SKIPPED) return { skipped, moreSkipped: true };
    skipped.push(key);
  }
  return { skipped, moreSkipped: false };
}

/** COUNT counts completions when the series follows them. */
function isLastCompletion({ parts }: ReadRule, { completions }: Completion): boolean {
  if (parts.count === null) return false;
  if (completions === undefined)
    throw new TypeError('A counted series in completion mode needs `completions`.');
  return completions >= parts.count;
}
