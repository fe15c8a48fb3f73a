import { isDomainError } from '@parley/kernel';
import { validateRule } from '@parley/recurrence';
import { RefusedRuleError } from '../../tasks/domain/errors.js';
import { ruleOf, type Series } from './series.js';

/** @throws RefusedRuleError with the member of the request that the rule came in */
export function checkRule(series: Series): void {
  try {
    validateRule(ruleOf(series));
  } catch (error) {
    throw isDomainError(error) ? new RefusedRuleError(error) : error;
  }
}
