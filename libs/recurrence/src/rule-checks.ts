import { CountAndUntilError, InvalidRuleError, RuleTooCostlyError, RuleTooFrequentError } from './errors.js';
import { isSubDaily, minutesPerStep } from './elapsed-period.js';
import type { RuleParts } from './rule-parts.js';

export const MINIMUM_PERIOD_MINUTES = 15;
export const MAX_INTERVAL = 999;
export const MAX_COUNT = 10_000;
/** Filtered sub-daily rules are counted one by one, so fewer are affordable. */
export const MAX_FILTERED_SUB_DAILY_COUNT = 500;
const MINUTES_PER_DAY = 1_440;

/**
 * Judges a rule without expanding it: what RFC 5545, section 3.3.10, forbids, and what costs too much.
 * @param allDay whether the series has whole-day occurrences
 */
export function checkParts(parts: RuleParts, allDay: boolean): void {
  if (parts.count !== null && parts.until !== null) throw new CountAndUntilError();
  if (parts.interval > MAX_INTERVAL) throw new RuleTooCostlyError(`INTERVAL is at most ${MAX_INTERVAL}.`);
  if ((parts.count ?? 0) > MAX_COUNT) throw new RuleTooCostlyError(`COUNT is at most ${MAX_COUNT}.`);
  checkCombinations(parts);
  if (shortestGapMinutes(parts) < MINIMUM_PERIOD_MINUTES) {
    throw new RuleTooFrequentError(MINIMUM_PERIOD_MINUTES);
  }
  if (allDay) checkAllDay(parts);
  else if (isSubDaily(parts)) checkSubDaily(parts);
}

/** Combinations that RFC 5545, section 3.3.10, rules out. */
function checkCombinations(parts: RuleParts): void {
  const { frequency } = parts;
  const ordinals = parts.byDay.some((entry) => entry.ordinal !== null);
  const refuse = (reason: string): never => {
    throw new InvalidRuleError(reason);
  };
  if (ordinals && frequency !== 'MONTHLY' && frequency !== 'YEARLY') {
    refuse('A numbered BYDAY needs FREQ=MONTHLY or FREQ=YEARLY.');
  }
  if (ordinals && parts.byWeekNo.length > 0) refuse('A numbered BYDAY does not go with BYWEEKNO.');
  if (frequency === 'WEEKLY' && parts.byMonthDay.length > 0)
    refuse('BYMONTHDAY does not go with FREQ=WEEKLY.');
  if (['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency) && parts.byYearDay.length > 0) {
    refuse('BYYEARDAY needs FREQ=YEARLY or a frequency below a day.');
  }
  if (frequency !== 'YEARLY' && parts.byWeekNo.length > 0) refuse('BYWEEKNO needs FREQ=YEARLY.');
  if (parts.bySetPos.length > 0 && !hasByParts(parts)) refuse('BYSETPOS needs another BY part.');
  if (parts.bySecond.some((second) => second !== 0)) refuse('Occurrences fall on whole minutes.');
}

function checkAllDay(parts: RuleParts): void {
  if (isSubDaily(parts) || parts.byHour.length + parts.byMinute.length + parts.bySecond.length > 0) {
    throw new InvalidRuleError('A whole-day series has no times of day.');
  }
}

function checkSubDaily(parts: RuleParts): void {
  if (parts.bySetPos.length > 0) throw new InvalidRuleError('BYSETPOS needs a frequency of a day or more.');
  if (!Number.isInteger(minutesPerStep(parts))) {
    throw new InvalidRuleError('Occurrences fall on whole minutes.');
  }
  if (hasByParts(parts) && (parts.count ?? 0) > MAX_FILTERED_SUB_DAILY_COUNT) {
    throw new RuleTooCostlyError(`COUNT is at most ${MAX_FILTERED_SUB_DAILY_COUNT} for this rule.`);
  }
}

/** Whether anything but frequency, interval and end shapes the rule. */
export function hasByParts(parts: RuleParts): boolean {
  return (
    [parts.bySecond, parts.byMinute, parts.byHour, parts.byDay, parts.byMonthDay].some(given) ||
    [parts.byYearDay, parts.byWeekNo, parts.byMonth].some(given)
  );
}

function given(list: readonly unknown[]): boolean {
  return list.length > 0;
}

/** A lower bound of the distance of two occurrences, as far as times of day decide it. */
function shortestGapMinutes(parts: RuleParts): number {
  const expandsMinutes = parts.frequency !== 'MINUTELY' && parts.frequency !== 'SECONDLY';
  const minutes = expandsMinutes && parts.byMinute.length > 0 ? parts.byMinute : [0];
  if (isSubDaily(parts)) return Math.min(minutesPerStep(parts), shortestCircularGap(minutes, 60));
  const hours = parts.byHour.length > 0 ? parts.byHour : [0];
  const slots = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  return shortestCircularGap(slots, MINUTES_PER_DAY);
}

function shortestCircularGap(values: readonly number[], cycle: number): number {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const [first = 0] = sorted;
  return Math.min(...sorted.map((value, i) => (sorted[i + 1] ?? first + cycle) - value));
}
