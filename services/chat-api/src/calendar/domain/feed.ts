import { DomainError, type ErrorKind } from '@parley/kernel';
import { createHash, randomBytes } from 'node:crypto';
import type { Owner } from '../../tasks/application/task-repository.js';

/** Events are what calendars show; to-dos are for task apps. */
export const feedKinds = ['events', 'todos'] as const;
export type FeedKind = (typeof feedKinds)[number];

/** A calendar of a person that can be read by whoever knows its address. */
export interface CalendarFeed extends Owner {
  readonly id: string;
  readonly shows: FeedKind;
  /** Digest of the secret in its address. */
  readonly digest: string;
  readonly createdAt: Date;
  /** When its address was made. */
  readonly rotatedAt: Date;
}

export class FeedNotFoundError extends DomainError {
  readonly code = 'calendar.not-found';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('There is no calendar feed here. Its address may have been replaced.');
  }
}

export class FeedExistsError extends DomainError {
  readonly code = 'calendar.exists';
  readonly kind: ErrorKind = 'conflict';

  constructor() {
    super('You have a calendar feed already. Give it a new address, or revoke it first.');
  }
}

/** 256 random bits, so that a fast digest keeps them as safe as a slow one would. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** The secret in the last segment of an address, `<secret>.ics`. @throws FeedNotFoundError */
export function secretIn(file: string): string {
  const [, secret] = /^([\w-]{43})\.ics$/.exec(file) ?? [];
  if (secret === undefined) throw new FeedNotFoundError();
  return secret;
}

/** A feed as the API shows it, without its address. */
export type FeedView = ReturnType<typeof feedView>;

export function feedView({ id, shows, createdAt, rotatedAt }: CalendarFeed) {
  return { id, shows, createdAt: createdAt.toISOString(), rotatedAt: rotatedAt.toISOString() };
}
