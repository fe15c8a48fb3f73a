import { parseRule } from '../../src/rule-parts.ts';
import type { RuleCase } from './random-rules.ts';

/** A case as both oracles are asked it; the names are those of the program in Python. */
export interface OracleCase {
  /** Always with an end, or a rule that never matches would be searched to the year 9999. */
  readonly rrule: string;
  /** `YYYY-MM-DDTHH:MM`; a whole day starts at midnight. */
  readonly start: string;
  readonly zone: string;
  readonly exdates: readonly string[];
  readonly limit: number;
  readonly until_year: number;
}

/** Wall-clock time and, where the oracle knows zones, seconds since 1970. */
export type Expansion = readonly (readonly [wall: string, epochSeconds: number | null])[];

/** The last year that is compared: python-dateutil knows no clock changes after 2037. */
export const LAST_YEAR = 2_036;
/** The last year in which the oracles, which are slow at that, look for what we say does not exist. */
const LAST_YEAR_OF_NOTHING = 2_030;

/**
 * Puts a case into the terms of the oracles. Two of our readings are put in, since neither oracle has them:
 * UNTIL as a date means that whole day, and a series of whole days has no time.
 * @param nothing whether we say that the rule has no occurrence
 */
export function oracleCase(
  { rrule, civilStart, zone, exdates }: RuleCase,
  limit: number,
  nothing: boolean,
): OracleCase {
  const { until } = parseRule(rrule);
  const lastYear = nothing ? LAST_YEAR_OF_NOTHING : LAST_YEAR;
  const dated = rrule.replace(/UNTIL=(\d{8})(?!\d|T)/, 'UNTIL=$1T235959');
  return {
    rrule: until === null ? `${rrule};UNTIL=${lastYear}1231T235959` : dated,
    start: wholeTime(civilStart),
    zone,
    exdates: exdates.map(wholeTime),
    limit,
    until_year: lastYear,
  };
}

/** `YYYY-MM-DDTHH:MM`, midnight of a whole day. */
export function wholeTime(civil: string): string {
  return civil.includes('T') ? civil : `${civil}T00:00`;
}
