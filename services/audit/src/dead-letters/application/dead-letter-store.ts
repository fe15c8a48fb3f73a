import type {
  DeadLetter,
  LetterContent,
  LetterStatus,
  LetterSummary,
  LetterTopic,
} from '../domain/dead-letter.js';

/** A letter as it was delivered. */
export interface ReceivedLetter extends LetterContent {
  readonly id: string;
  readonly topic: LetterTopic;
  readonly key: string | null;
  readonly bytes: Uint8Array;
  readonly at: Date;
}

/** Which letters are wanted. */
export interface LetterFilter {
  readonly topic?: LetterTopic | undefined;
  readonly type?: string | undefined;
  /** Last delivered then or later. */
  readonly from?: Date | undefined;
  /** Last delivered before. */
  readonly to?: Date | undefined;
}

/** Open letters that a bulk replay leaves open. */
export interface LeftOpen {
  /** They are no events. */
  readonly notEvents: number;
  /** They were made before the time that was asked about. */
  readonly tooOld: number;
}

/** What became of letters, if nothing came in between. */
export interface Resolution {
  readonly status: Exclude<LetterStatus, 'open'>;
  readonly at: Date;
  readonly by: string;
}

/** The dead letters of all topics. */
export abstract class DeadLetterStore {
  /** Adds a letter, or counts one more delivery of it; one that was replayed is open again. */
  abstract keep(letter: ReceivedLetter): Promise<void>;

  abstract find(id: string): Promise<DeadLetter | undefined>;

  /** The same, locked until the transaction ends. */
  abstract lock(id: string): Promise<LetterSummary | undefined>;

  /** Newest first. @param before id of the last one seen */
  abstract list(
    filter: LetterFilter & { readonly status?: LetterStatus | undefined },
    limit: number,
    before?: string,
  ): Promise<readonly LetterSummary[]>;

  /** Open events made then or later, oldest first. @param after id of the last one seen */
  abstract replayable(
    filter: LetterFilter,
    madeSince: Date,
    limit: number,
    after?: string,
  ): Promise<readonly DeadLetter[]>;

  abstract countLeftOpen(filter: LetterFilter, madeSince: Date): Promise<LeftOpen>;

  /** Marks letters in the running transaction; one that was delivered again since it was read stays as it is. */
  abstract resolve(letters: readonly LetterSummary[], resolution: Resolution): Promise<void>;

  /** Open letters per topic; topics without one are absent. */
  abstract countOpen(): Promise<ReadonlyMap<string, number>>;
}
