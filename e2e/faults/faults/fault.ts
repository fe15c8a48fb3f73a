import type { ClientSocket } from '../../support/client-socket.ts';
import type { Random } from '../workload/random.ts';
import type { Ability } from '../world/abilities.ts';
import type { World } from '../world/world.ts';

/** What a fault works with while the clients are at work. */
export interface Scene<W = World> {
  readonly world: W;
  readonly random: Random;
  /** The sockets of all clients. */
  readonly sockets: readonly ClientSocket[];
  /** Writes into the history and the log. */
  readonly note: (text: string) => void;
  /** More clients of the same people, so that there are this many times the operations for a while. */
  readonly surge: (times: number, forMs: number) => Promise<void>;
  /** Says what broke a promise of this fault's own. */
  readonly found: (problem: string) => void;
  /** Ids of events that this fault makes undeliverable on purpose. */
  readonly poisoned: Set<string>;
}

/** Something that goes wrong. */
export interface Fault<W = World> {
  /** Letters for the kind and a number. */
  readonly id: string;
  readonly title: string;
  /** What the harness must be able to do; the fault is left out where it is not. */
  readonly needs?: Ability;
  /** How many brokers the world must have; one when absent. */
  readonly kafkaNodes?: 3;
  /** It is none: everything is up all the time. */
  readonly calm?: boolean;
  /** Brings the fault about and mends it: when this returns, every process runs again. */
  readonly happen: (scene: Scene<W>) => Promise<void>;
  /** What this fault promises beyond the guarantees, e.g. that no request fails. @returns what breaks it */
  readonly expects?: (seen: Observed) => string[];
}

/** No request may fail, not even one that succeeded when it was repeated. */
export function noErrors({ errors }: Pick<Observed, 'errors'>): string[] {
  return Object.entries(errors).map(([error, count]) => `${count} requests got: ${error}`);
}

/** After the death of any one process, reminders are at most this late (docs/guarantees.md). */
const LATE_MS = 30_000;

/** No reminder may be later than is promised for the death of one process. */
export function timely({ latestReminderMs }: Pick<Observed, 'latestReminderMs'>): string[] {
  return latestReminderMs > LATE_MS ? [`a reminder was ${latestReminderMs} ms late`] : [];
}

/** What the clients saw. */
export interface Observed {
  readonly ok: number;
  readonly failed: number;
  readonly unknown: number;
  readonly retried: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Of all reminders that fired; 0 when none did. */
  readonly latestReminderMs: number;
}
