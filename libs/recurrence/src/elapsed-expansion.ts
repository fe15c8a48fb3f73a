import { Temporal } from 'temporal-polyfill';

import { calendarDay, dayNumber } from './calendar-days.js';
import { LAST_YEAR } from './civil-expansion.js';
import { dayFilter, nextDay, type DayFilter } from './day-filter.js';
import { minutesPerStep } from './elapsed-period.js';
import { hasByParts } from './rule-checks.js';
import type { RuleParts } from './rule-parts.js';

/** Steps on days that match, yet without an occurrence, before a rule counts as exhausted. */
const MAX_MISSES = 2_000;
const MINUTE_MS = 60_000;

/**
 * The instants of a rule below a day at or after `from`. Steps are elapsed time from the start, so a
 * repeated hour has an occurrence in each pass and "every 8 hours" never takes 7 or 9.
 */
export function* elapsedTimes(
  parts: RuleParts,
  start: Temporal.ZonedDateTime,
  until: Temporal.ZonedDateTime | null,
  from: Temporal.Instant,
): Generator<Temporal.ZonedDateTime> {
  const filtered = hasByParts(parts);
  const stepMs = minutesPerStep(parts) * MINUTE_MS;
  const stepOf = (epochMs: number): number =>
    Math.max(0, Math.ceil((epochMs - start.epochMilliseconds) / stepMs));
  // COUNT of a filtered rule can only be known by counting from the start.
  const counting = filtered && parts.count !== null;
  let remaining = parts.count ?? Number.POSITIVE_INFINITY;
  let step = counting ? 0 : stepOf(from.epochMilliseconds - (filtered ? 60 * MINUTE_MS : 0));
  if (!filtered) remaining -= step;
  const days = dayFilter(parts, calendarDay(dayNumber(start.year, start.month, start.day)));

  for (let misses = 0; remaining > 0 && misses < MAX_MISSES; misses++) {
    const base = start.add({ milliseconds: step * stepMs });
    const chance = filtered ? nextChance(parts, days, base) : base;
    if (chance === null || base.year > LAST_YEAR) return;
    step = Math.max(step + 1, stepOf(chance.epochMilliseconds));
    for (const at of filtered ? filteredTimes(parts, days, base) : [base]) {
      if (Temporal.ZonedDateTime.compare(at, start) < 0 || remaining <= 0) continue;
      if (until !== null && Temporal.ZonedDateTime.compare(at, until) > 0) return;
      remaining -= 1;
      misses = 0;
      if (Temporal.Instant.compare(at.toInstant(), from) >= 0) yield at;
    }
  }
}

/** The occurrences that one step stands for, after the BY parts. */
function filteredTimes(
  parts: RuleParts,
  days: DayFilter,
  base: Temporal.ZonedDateTime,
): readonly Temporal.ZonedDateTime[] {
  const onDay = days(calendarDay(dayNumber(base.year, base.month, base.day)));
  if (!onDay || !allows(parts.byHour, base.hour)) return [];
  if (parts.frequency !== 'HOURLY') return allows(parts.byMinute, base.minute) ? [base] : [];
  if (parts.byMinute.length === 0) return [base];
  return [...new Set(parts.byMinute)]
    .sort((a, b) => a - b)
    .map((minute) => base.add({ minutes: minute - base.minute }));
}

/** The first moment at which a step that failed could be followed by one that does not; null for never. */
function nextChance(
  parts: RuleParts,
  days: DayFilter,
  base: Temporal.ZonedDateTime,
): Temporal.ZonedDateTime | null {
  const today = dayNumber(base.year, base.month, base.day);
  if (!days(calendarDay(today))) {
    const next = nextDay(days, today + 1, dayNumber(LAST_YEAR, 12, 31));
    return next === null ? null : base.add({ days: next - today }).startOfDay();
  }
  if (!allows(parts.byHour, base.hour))
    return base.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 });
  return base;
}

function allows(list: readonly number[], value: number): boolean {
  return list.length === 0 || list.includes(value);
}
