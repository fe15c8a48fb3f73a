import type { Topic } from '@parley/contracts';

/** Topics whose dead letters are kept: all that services share. */
export const letterTopics = [
  'task-events',
  'reminders',
  'task-updates',
  'security-events',
] as const satisfies readonly Topic[];

export type LetterTopic = (typeof letterTopics)[number];

/** `open` until an operator replays or drops it; open again when it comes back after a replay. */
export const letterStatuses = ['open', 'replayed', 'dropped'] as const;

export type LetterStatus = (typeof letterStatuses)[number];

/** What a message says about itself, as far as it can be read. */
export interface LetterContent {
  /** The same for two deliveries of one letter: hex SHA-256 of the event's id, or of the bytes when they name none. */
  readonly identity: string;
  readonly eventId: string | null;
  readonly type: string | null;
  readonly workspaceId: string | null;
  /** When the event says that it was made. */
  readonly time: Date | null;
  /** Whether it is an event that can be published again. */
  readonly replayable: boolean;
}

/** A dead letter without its bytes. */
export interface LetterSummary extends Omit<LetterContent, 'identity' | 'time'> {
  readonly id: string;
  /** Where it was published before it was given up. */
  readonly topic: LetterTopic;
  /** Partition key. */
  readonly key: string | null;
  /** When the event was made; the first delivery when it does not say. */
  readonly madeAt: Date;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** How often it came: once for each service that gave it up, and again after each replay that did not help. */
  readonly deliveries: number;
  readonly status: LetterStatus;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
}

export interface DeadLetter extends LetterSummary {
  readonly bytes: Uint8Array;
}
