import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

import { RuleTooCostlyError } from './errors.js';
import type { RuleParts } from './rule-parts.js';
import { hasByParts } from './rule-checks.js';

/** Empty periods searched before a rule counts as exhausted: eight years of days, forty of months. */
const MAX_ITERATIONS = 3_000;
const MAX_CANDIDATES = 100_000;
/** Occurrences after this year are not offered; clock changes so far ahead are guesses anyway. */
const LAST_YEAR = 2_199;

/**
 * The wall-clock times of a rule at or after `from`, in order. The library works on a timeline that is
 * labelled UTC, so no clock change of any zone can drop or move a wall-clock time.
 * @param until last wall-clock time, replacing the one in the rule
 * @throws {RuleTooCostlyError}
 */
export function* civilTimes(
  rrule: string,
  parts: RuleParts,
  start: Temporal.PlainDateTime,
  until: Temporal.PlainDateTime | null,
  from: Temporal.PlainDateTime,
): Generator<Temporal.PlainDateTime> {
  const last = earlier(until, lastOfCount(parts, start));
  const counted = parts.count !== null && !isPlainDays(parts);
  const rule = new RRuleTemporal({
    rruleString: `RRULE:${withoutEnd(rrule)}${counted ? `;COUNT=${parts.count}` : ''}`,
    dtstart: start.toZonedDateTime('UTC'),
    maxIterations: MAX_ITERATIONS + (parts.count ?? 0),
    maxCandidateEvaluations: MAX_CANDIDATES,
  });
  const floor = Temporal.PlainDateTime.compare(from, start) < 0 ? start : from;
  for (const next of counted ? countedSteps(rule, floor) : steps(rule, floor)) {
    if (next.year > LAST_YEAR) return;
    if (last !== null && Temporal.PlainDateTime.compare(next, last) > 0) return;
    yield next;
  }
}

function* steps(rule: RRuleTemporal, floor: Temporal.PlainDateTime): Generator<Temporal.PlainDateTime> {
  let next = step(rule, floor, true);
  while (next !== null) {
    yield next;
    next = step(rule, next, false);
  }
}

/** A counted rule is expanded from its start each time, so several occurrences are taken from one pass. */
function* countedSteps(
  rule: RRuleTemporal,
  floor: Temporal.PlainDateTime,
): Generator<Temporal.PlainDateTime> {
  const earliest = floor.toZonedDateTime('UTC').epochMilliseconds;
  for (let taken = 0, wanted = 16; ; wanted *= 8) {
    const found: Temporal.PlainDateTime[] = [];
    withinLimits(() =>
      rule.all((date) => {
        if (date.epochMilliseconds >= earliest) found.push(toPlain(date));
        return found.length < wanted;
      }),
    );
    yield* found.slice(taken);
    if (found.length < wanted) return;
    taken = found.length;
  }
}

function toPlain(date: { toString(): string }): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(date.toString().slice(0, 19));
}

function step(
  rule: RRuleTemporal,
  cursor: Temporal.PlainDateTime,
  inclusive: boolean,
): Temporal.PlainDateTime | null {
  const next = withinLimits(() => rule.next(cursor.toZonedDateTime('UTC'), inclusive));
  return next === null ? null : toPlain(next);
}

/** The library reports "nothing within the limit" by throwing; a periodic rule is then exhausted. */
function withinLimits<T>(expand: () => T): T | null {
  try {
    return expand();
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('Maximum iterations')) return null;
    throw new RuleTooCostlyError('The rule is too expensive to expand.', { cause });
  }
}

function withoutEnd(rrule: string): string {
  return rrule
    .split(';')
    .filter((part) => !/^(COUNT|UNTIL)=/i.test(part))
    .join(';');
}

function isPlainDays(parts: RuleParts): boolean {
  return (parts.frequency === 'DAILY' || parts.frequency === 'WEEKLY') && !hasByParts(parts);
}

/** COUNT as a date where arithmetic can tell; the library would count through all of them. */
function lastOfCount(parts: RuleParts, start: Temporal.PlainDateTime): Temporal.PlainDateTime | null {
  if (parts.count === null || !isPlainDays(parts)) return null;
  const days = (parts.count - 1) * parts.interval * (parts.frequency === 'WEEKLY' ? 7 : 1);
  return start.add({ days });
}

function earlier(
  a: Temporal.PlainDateTime | null,
  b: Temporal.PlainDateTime | null,
): Temporal.PlainDateTime | null {
  if (a === null || b === null) return a ?? b;
  return Temporal.PlainDateTime.compare(a, b) < 0 ? a : b;
}
