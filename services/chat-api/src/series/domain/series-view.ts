import { describeRule } from '@parley/recurrence';
import { ruleOf, type Series } from './series.js';

/** A series as the API shows it. */
export type SeriesView = ReturnType<typeof seriesView>;

export function seriesView(series: Series, locale: string, next: readonly { key: string; due: Date }[]) {
  const { id, rrule, civilStart, zone, floating, mode, missed, ahead, exdates, template, version } = series;
  return {
    id,
    /** The rule in words of the caller's language. */
    text: describeRule(ruleOf(series), locale),
    rrule,
    civilStart,
    zone,
    floating,
    mode,
    missed,
    ahead,
    /** Occurrences that were left out. */
    exdates,
    paused: series.pausedAt !== null,
    ended: series.endedAt !== null,
    template: {
      title: template.title,
      notes: template.notes,
      priority: template.priority,
      tags: template.tags,
      list: template.list,
      reminderOffsets: template.reminderOffsets ?? null,
    },
    previousId: series.previousId,
    /** The next dates, at most five; none of a series that rests or has ended. */
    next: next.map(dateView),
    createdAt: series.createdAt.toISOString(),
    version,
  };
}

/** A date of a series: its civil name and its instant. */
export function dateView({ key, due }: { readonly key: string; readonly due: Date }) {
  return { key, at: due.toISOString() };
}
