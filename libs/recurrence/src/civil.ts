import { Temporal } from 'temporal-polyfill';

import { InvalidCivilError, UnknownZoneError } from './errors.js';

/** Wall-clock text without a zone: `YYYY-MM-DD` (all day) or `YYYY-MM-DDTHH:MM`. */
export type Civil = string;

/**
 * Identity of an occurrence within its series: its civil date or date and time.
 * The second pass of a repeated hour carries its offset: `2026-11-01T01:00-05:00`.
 */
export type OccurrenceKey = string;

const CIVIL = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})([+-]\d{2}:\d{2})?)?$/;

interface CivilParts {
  readonly date: Temporal.PlainDate;
  readonly time: Temporal.PlainTime | null;
  /** Only in a key that names the second pass of a repeated hour. */
  readonly offset: string | null;
}

/** Reads a civil text or an occurrence key. @throws {InvalidCivilError} */
export function parseCivil(civil: OccurrenceKey): CivilParts {
  const match = CIVIL.exec(civil);
  if (match?.[1] === undefined) throw new InvalidCivilError(civil);
  try {
    return {
      date: Temporal.PlainDate.from(match[1], { overflow: 'reject' }),
      time: match[2] === undefined ? null : Temporal.PlainTime.from(match[2], { overflow: 'reject' }),
      offset: match[3] ?? null,
    };
  } catch {
    throw new InvalidCivilError(civil);
  }
}

/** Whether the text is a civil date or date and time that exists in the calendar. */
export function isCivil(text: string): boolean {
  try {
    return parseCivil(text).offset === null;
  } catch {
    return false;
  }
}

/** Whether the civil text names a whole day. */
export function isAllDay(civil: OccurrenceKey): boolean {
  return !civil.includes('T');
}

/** `YYYY-MM-DDTHH:MM`; seconds are cut off. */
export function formatCivil(dateTime: Temporal.PlainDateTime): Civil {
  return dateTime.toString({ smallestUnit: 'minute', roundingMode: 'trunc' });
}

/** Whether the IANA time zone database of this runtime knows the name. Offsets such as `+05:00` are not names. */
export function isKnownZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** @throws {UnknownZoneError} */
export function assertKnownZone(zone: string): void {
  if (!isKnownZone(zone)) throw new UnknownZoneError(zone);
}

/**
 * The zoned time of a civil text: a whole day begins at its first moment, a time that a clock change
 * skips moves forward by the gap, a time that happens twice means the first.
 * @throws {InvalidCivilError | UnknownZoneError}
 */
export function civilToZoned(civil: OccurrenceKey, zone: string): Temporal.ZonedDateTime {
  assertKnownZone(zone);
  const { date, time, offset } = parseCivil(civil);
  if (time === null) return date.toZonedDateTime(zone);
  if (offset === null) {
    return date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation: 'compatible' });
  }
  return Temporal.Instant.from(`${civil.slice(0, 16)}:00${offset}`).toZonedDateTimeISO(zone);
}

/** The instant of a civil text or occurrence key in the zone; see `civilToZoned` for clock changes. */
export function civilToInstant(civil: OccurrenceKey, zone: string): Date {
  return new Date(civilToZoned(civil, zone).epochMilliseconds);
}

/** The wall clock of the zone at the instant. @throws {UnknownZoneError} */
export function zonedNow(instant: Date, zone: string): Temporal.ZonedDateTime {
  assertKnownZone(zone);
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}

/** `YYYY-MM-DDTHH:MM` on the wall clock of the zone; seconds are cut off. */
export function instantToCivil(instant: Date, zone: string): Civil {
  return formatCivil(zonedNow(instant, zone).toPlainDateTime());
}

/** `YYYY-MM-DD` on the calendar of the zone. */
export function civilDateOf(instant: Date, zone: string): Civil {
  return zonedNow(instant, zone).toPlainDate().toString();
}
