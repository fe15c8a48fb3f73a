import type { SeriesRule } from './series-rule.js';

/** A daily series at 09:00 in New York, with whatever a test changes. */
export function aRule(overrides: Partial<SeriesRule> = {}): SeriesRule {
  return {
    rrule: 'FREQ=DAILY',
    civilStart: '2026-08-01T09:00',
    zone: 'America/New_York',
    mode: 'fixed',
    missed: 'jump',
    exdates: [],
    ...overrides,
  };
}

/** The instant of a wall-clock time with offset, e.g. `2026-08-09T12:00-04:00`. */
export function at(text: string): Date {
  return new Date(text);
}
