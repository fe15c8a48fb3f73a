import { describeRule } from '@parley/recurrence';
import { ruleOf, type Series } from './series.js';

/** A rule in words, e.g. "every month on the 1st at 09:00". */
export function describeRuleText(series: Series, locale = 'en'): string {
  return describeRule(ruleOf(series), locale);
}
