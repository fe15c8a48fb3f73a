import type { DeadLetter, LetterStatus, LetterSummary, LetterTopic } from '../domain/dead-letter.js';
import { jsonIn } from '../domain/letter-content.js';

/** A dead letter as operators see it in a list. */
export class DeadLetterSummaryAnswer {
  id!: string;
  /** Where it was published before it was given up. */
  topic!: LetterTopic;
  /** Partition key. */
  key!: string | null;
  /** Id of the event, if the letter names one. */
  eventId!: string | null;
  type!: string | null;
  workspaceId!: string | null;
  /** Whether it is an event that can be published again. */
  replayable!: boolean;
  /** When the event was made; the first delivery when it does not say. */
  madeAt!: string;
  /** First delivery. */
  firstAt!: string;
  /** Latest delivery. */
  lastAt!: string;
  /** How often it came. */
  deliveries!: number;
  status!: LetterStatus;
  resolvedAt!: string | null;
  resolvedBy!: string | null;
}

/** A dead letter with what it holds. */
export class DeadLetterAnswer extends DeadLetterSummaryAnswer {
  /** The bytes, in Base64. */
  bytes!: string;
  /** The same as JSON; null when they are none. */
  json!: unknown;
}

export class DeadLetterPageAnswer {
  items!: DeadLetterSummaryAnswer[];
  nextCursor!: string | null;
}

/** What a bulk replay did. */
export class BulkReplayAnswer {
  replayed!: number;
  /** Open letters that match and are no events; they can only be dropped. */
  notEvents!: number;
  /** Open events that match and are older than services remember; replay them one by one, with `force`. */
  tooOld!: number;
  /** Whether the same call, with the `to` of this answer, would replay more. */
  more!: boolean;
  /** Letters delivered from then on were left alone. */
  to!: string;
}

export function toSummaryAnswer(letter: LetterSummary): DeadLetterSummaryAnswer {
  const { id, topic, key, eventId, type, workspaceId, replayable, deliveries, status, resolvedBy } = letter;
  return {
    id,
    topic,
    key,
    eventId,
    type,
    workspaceId,
    replayable,
    madeAt: letter.madeAt.toISOString(),
    firstAt: letter.firstAt.toISOString(),
    lastAt: letter.lastAt.toISOString(),
    deliveries,
    status,
    resolvedAt: letter.resolvedAt?.toISOString() ?? null,
    resolvedBy,
  };
}

export function toLetterAnswer(letter: DeadLetter): DeadLetterAnswer {
  return {
    ...toSummaryAnswer(letter),
    bytes: Buffer.from(letter.bytes).toString('base64'),
    json: jsonIn(letter.bytes) ?? null,
  };
}
