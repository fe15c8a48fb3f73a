import type { RuleParts } from './rule-parts.js';

const MINUTES: Partial<Record<RuleParts['frequency'], number>> = {
  HOURLY: 60,
  MINUTELY: 1,
  SECONDLY: 1 / 60,
};

/** Whether the rule counts elapsed time rather than calendar days. */
export function isSubDaily(parts: RuleParts): boolean {
  return MINUTES[parts.frequency] !== undefined;
}

/** Minutes from one step of a sub-daily rule to the next. */
export function minutesPerStep(parts: RuleParts): number {
  const minutes = MINUTES[parts.frequency] ?? 0;
  return minutes < 1 ? parts.interval / 60 : minutes * parts.interval;
}
