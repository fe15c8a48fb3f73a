import type { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { TimeCandidate } from '../when/candidate.js';
import { clockTime } from '../when/clock-time.js';
import { ruleDraft, type RuleDraft } from './rule-draft.js';

/** More times a day than this are better said otherwise. */
const MAX_TIMES = 24;

/** "every 2 hours from 9am to 5pm" is every day at 9, 11, 13, 15 and 17; null for any other series. */
export function withinHours(
  rule: RuleDraft,
  said: TimeCandidate | undefined,
  [first]: readonly Temporal.PlainTime[],
  reading: Reading,
): { readonly rule: RuleDraft; readonly times: readonly Temporal.PlainTime[] } | null {
  if (said?.to === undefined || first === undefined) return null;
  if (rule.frequency !== 'HOURLY' && rule.frequency !== 'MINUTELY') return null;
  const { time: last } = clockTime(said.to, false, reading);
  const step = rule.interval * (rule.frequency === 'HOURLY' ? 60 : 1);
  const minutes = first.until(last).total('minutes');
  const count = Math.floor(minutes / step) + 1;
  if (step < 1 || count < 1 || count > MAX_TIMES) return null;
  const times = Array.from({ length: count }, (_, i) => first.add({ minutes: i * step }));
  return { rule: ruleDraft({ frequency: 'DAILY', mode: rule.mode }), times };
}
