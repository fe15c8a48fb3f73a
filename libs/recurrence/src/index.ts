export {
  assertKnownZone,
  civilDateOf,
  civilToInstant,
  civilToInstant as instantOf,
  instantToCivil,
  isAllDay,
  isCivil,
  isKnownZone,
  type Civil,
  zonedNow,
  type OccurrenceKey,
} from './civil.js';
export {
  CountAndUntilError,
  InvalidCivilError,
  InvalidRuleError,
  RuleNeverMatchesError,
  RuleTooCostlyError,
  RuleTooFrequentError,
  UnknownZoneError,
} from './errors.js';
export { describeRule } from './describe/describe-rule.js';
export { nextOccurrence, type Completion, type NextOccurrence } from './next-occurrence.js';
export { firstOccurrence, occurrences, validateRule } from './occurrences.js';
export { occurrencesAfter, type CompletedOccurrence, type Following } from './occurrences-after.js';
export { endingBefore, occurrencesBefore, occurrencesLeft, startingAfter, withoutEnd } from './rule-end.js';
export { reminderInstant } from './reminder-instant.js';
export {
  missedPolicies,
  recurrenceModes,
  type MissedPolicy,
  type Occurrence,
  type RecurrenceMode,
  type SeriesRule,
} from './series-rule.js';
export { zoneHistory, type ZoneHistory, type ZoneTransition } from './zone-transitions.js';
