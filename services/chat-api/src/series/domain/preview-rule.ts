import { isDomainError } from '@parley/kernel';
import {
  describeRule,
  occurrences,
  occurrencesLeft,
  validateRule,
  type RecurrenceMode,
  type SeriesRule,
} from '@parley/recurrence';
import type { Scope } from '../../scope.js';
import { RefusedRuleError } from '../../tasks/domain/errors.js';
import { dateView } from './series-view.js';

export interface RuleToPreview {
  readonly rrule: string;
  readonly start: string;
  readonly zone?: string;
  readonly mode?: RecurrenceMode;
  readonly exdates?: readonly string[];
  readonly limit: number;
}

/** What a rule means: in words, its next dates, and how many are left. @throws RefusedRuleError */
export function previewRule(scope: Pick<Scope, 'zone' | 'locale'>, asked: RuleToPreview, now: Date) {
  const { rrule, start, mode = 'fixed', exdates = [], limit } = asked;
  const zone = asked.zone ?? scope.zone;
  const rule: SeriesRule = { rrule, civilStart: start, zone, mode, missed: 'jump', exdates };
  try {
    validateRule(rule);
  } catch (error) {
    throw isDomainError(error) ? new RefusedRuleError(error, '/rrule') : error;
  }
  return {
    rrule,
    zone,
    text: describeRule(rule, scope.locale),
    /** From now on, or from the start when that is later. */
    occurrences: occurrences(rule, { from: now, limit }).map(dateView),
    /** Null without an end, or when more than 100 are left. */
    left: occurrencesLeft(rule, now),
  };
}
