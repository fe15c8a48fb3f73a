import { Temporal } from 'temporal-polyfill';

import { InvalidRuleError } from './errors.js';

/**
 * The last moment that UNTIL allows. A date means the whole day in the zone, a time without `Z` the wall
 * clock of the zone, a time with `Z` that instant (RFC 5545, section 3.3.10).
 * @param allDay whole-day series read the date as written, whatever the zone
 */
export function lastMoment(until: string, zone: string, allDay: boolean): Temporal.ZonedDateTime {
  try {
    const date = Temporal.PlainDate.from(until.slice(0, 8), { overflow: 'reject' });
    if (allDay || until.length === 8) return date.toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' });
    if (until.endsWith('Z')) return Temporal.Instant.from(until).toZonedDateTimeISO(zone);
    return Temporal.PlainDateTime.from(until).toZonedDateTime(zone);
  } catch (cause) {
    throw new InvalidRuleError('UNTIL is not a date that exists.', { cause });
  }
}
