import { Temporal } from 'temporal-polyfill';
import { assertKnownZone } from './civil.js';

/** A moment at which the clocks of a zone change. */
export interface ZoneTransition {
  /** Civil time (`YYYY-MM-DDTHH:MM:SS`) that the clocks showed, by the offset before. */
  readonly local: string;
  /** Seconds east of UTC before it. */
  readonly before: number;
  /** Seconds east of UTC from it on. */
  readonly after: number;
}

/** A zone over a span of time. */
export interface ZoneHistory {
  /** Seconds east of UTC at the beginning of the span. */
  readonly initial: number;
  /** In their order. */
  readonly transitions: readonly ZoneTransition[];
}

const NS = 1_000_000_000;

/**
 * The clock changes of a zone by the rules that this process has.
 * @param from inclusive
 * @param until exclusive
 * @throws {UnknownZoneError}
 */
export function zoneHistory(zone: string, from: Date, until: Date): ZoneHistory {
  assertKnownZone(zone);
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone);
  const end = until.getTime();
  const transitions: ZoneTransition[] = [];
  for (let at = start.getTimeZoneTransition('next'); at; at = at.getTimeZoneTransition('next')) {
    if (at.epochMilliseconds >= end) break;
    const before = at.subtract({ nanoseconds: 1 }).offsetNanoseconds / NS;
    const local = new Date(at.epochMilliseconds + before * 1000).toISOString().slice(0, 19);
    transitions.push({ local, before, after: at.offsetNanoseconds / NS });
  }
  return { initial: start.offsetNanoseconds / NS, transitions };
}
