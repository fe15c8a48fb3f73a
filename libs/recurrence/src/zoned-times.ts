import { Temporal } from 'temporal-polyfill';

/** A wall-clock time of a rule and the instant it means. */
export interface ZonedSlot {
  readonly civil: Temporal.PlainDateTime;
  readonly at: Temporal.ZonedDateTime;
}

/**
 * Puts ascending wall-clock times on the clock of a zone, ascending by instant. A time that a clock change
 * skips moves forward by the gap; where it lands on another occurrence, that one stays and it goes.
 */
export function* zonedTimes(civils: Iterable<Temporal.PlainDateTime>, zone: string): Generator<ZonedSlot> {
  // Times moved out of a gap wait here until no occurrence can come before them.
  let moved: ZonedSlot[] = [];
  for (const civil of civils) {
    const slot = { civil, at: civil.toZonedDateTime(zone, { disambiguation: 'compatible' }) };
    const waiting: ZonedSlot[] = [];
    for (const held of moved) {
      const order = Temporal.PlainDateTime.compare(held.at.toPlainDateTime(), civil);
      if (order < 0) yield held;
      else if (order > 0) waiting.push(held);
    }
    moved = waiting;
    if (slot.at.toPlainDateTime().equals(civil)) yield slot;
    else moved.push(slot);
  }
  yield* moved;
}
