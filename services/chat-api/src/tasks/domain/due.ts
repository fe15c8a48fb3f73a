import { DomainError, type ErrorKind } from '@parley/kernel';
import { assertKnownZone, civilToInstant, isCivil } from '@parley/recurrence';

/** When a task is due: an all-day date, or a wall-clock time. Instants are derived, never stored as the truth. */
export type Due =
  | { readonly kind: 'date'; readonly date: string; readonly zone: string }
  | {
      readonly kind: 'datetime';
      readonly local: string;
      readonly zone: string;
      /** Of the second pass of an hour that a clock change repeats: which pass `local` means. */
      readonly offset?: string;
    };

const REPEATED = /^(.{16})([+-]\d{2}:\d{2})$/;

/** A date that the calendar lacks, or a text that is no civil time. */
export class InvalidDueError extends DomainError {
  readonly code = 'due.invalid';
  readonly kind: ErrorKind = 'invalid';
  override readonly fields = [{ pointer: '/due', detail: 'must be an existing date or wall-clock time' }];

  constructor(civil: string) {
    super(`There is no such date or time: ${civil}.`);
  }
}

/**
 * Makes a due time of a civil date (`YYYY-MM-DD`), a date-time (`YYYY-MM-DDTHH:MM[:SS]`) or an occurrence key.
 * @throws InvalidDueError
 */
export function dueFrom(civil: string, zone: string): Due {
  assertKnownZone(zone);
  if (!isCivil(civil.slice(0, 16))) throw new InvalidDueError(civil);
  const [, local, offset] = REPEATED.exec(civil) ?? [];
  if (local !== undefined && offset !== undefined) return { kind: 'datetime', local, zone, offset };
  return civil.length === 10 ? { kind: 'date', date: civil, zone } : { kind: 'datetime', local: civil, zone };
}

/** The civil form of a due time. */
export function civilOf(due: Due): string {
  return due.kind === 'date' ? due.date : due.local;
}

/** The instant of a due time; of an all-day date, the start of the day. */
export function instantOf(due: Due): Date {
  const civil = civilOf(due);
  const offset = due.kind === 'datetime' ? (due.offset ?? '') : '';
  const instant = civilToInstant(`${civil.slice(0, 16)}${offset}`, due.zone);
  const seconds = civil.length > 16 ? Number(civil.slice(17, 19)) : 0;
  return new Date(instant.getTime() + seconds * 1000);
}
