import { describeRule } from '@parley/recurrence';
import { ruleOf, type Series } from './series.js';

/** A rule in words of its user's language, e.g. "every month on the 1st at 09:00". */
export function describeRuleText(series: Series): string {
  return describeRule(ruleOf(series), series.locale);
}
