import type { OccurrenceKey } from './civil.js';
import { nextOccurrence } from './next-occurrence.js';
import { occurrences } from './occurrences.js';
import type { Occurrence, SeriesRule } from './series-rule.js';

/** A completed occurrence and the series it belongs to. */
export interface CompletedOccurrence {
  readonly rule: SeriesRule;
  readonly key: OccurrenceKey;
  readonly completedAt: Date;
  /** How many future occurrences the series keeps open, 1..10. */
  readonly ahead: number;
  /** Occurrences completed so far, this one included. */
  readonly completions: number | undefined;
}

/** What a series calls for once an occurrence is completed. */
export interface Following {
  /** Oldest first; empty when the completed occurrence was the last. */
  readonly occurrences: readonly Occurrence[];
  /** Keys that passed while the completed occurrence was open. */
  readonly skipped: readonly OccurrenceKey[];
}

/**
 * The occurrences that must exist after a completion. Completing the same occurrence again gives the same ones, so
 * whoever makes them may be asked twice.
 * @throws DomainError when the rule cannot be read
 */
export function occurrencesAfter(completed: CompletedOccurrence): Following {
  const { rule, key, completedAt, ahead, completions } = completed;
  const next = nextOccurrence(rule, {
    completed: key,
    completedAt,
    ...(completions !== undefined && { completions }),
  });
  if (next === null) return { occurrences: [], skipped: [] };
  const { skipped, key: nextKey, due } = next;
  const first: Occurrence = { key: nextKey, due };
  // A series that follows completions cannot know more than one.
  if (rule.mode === 'completion' || ahead === 1) return { occurrences: [first], skipped };
  const later = occurrences(rule, { from: due, limit: ahead + 1 }).filter(
    (occurrence) => occurrence.key !== nextKey,
  );
  return { occurrences: [first, ...later.slice(0, ahead - 1)], skipped };
}
