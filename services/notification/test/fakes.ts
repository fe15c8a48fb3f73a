import type { Relay } from '@parley/outbox';
import { SidecarError } from '@parley/dapr';
import { Alarms } from '../src/reminders/application/alarms.js';
import { Lateness } from '../src/reminders/application/lateness.js';
import { Pause } from '../src/reminders/application/pause.js';
import type { Alarm } from '../src/reminders/domain/alarm.js';

/** A scheduler that keeps alarms in memory and rings only when told to. */
export class FakeAlarms extends Alarms {
  readonly kept = new Map<string, Alarm>();
  epoch: string | undefined;
  away = false;
  /** How often it was told to call, though it had been. */
  toldAnew = 0;
  /** Calls that met no scheduler. */
  refused = 0;
  /** Runs when an alarm was taken, before the caller hears of it. */
  onSet: (alarm: Alarm) => Promise<void> = () => Promise.resolve();

  override async set(alarm: Alarm): Promise<void> {
    this.answer();
    this.kept.set(alarm.reminderId, alarm);
    await this.onSet(alarm);
  }

  override clear(reminderId: string): Promise<void> {
    this.answer();
    this.kept.delete(reminderId);
    return Promise.resolve();
  }

  override keepReconciling(epoch: string): Promise<boolean> {
    this.answer();
    const isNew = this.epoch === undefined;
    this.epoch ??= epoch;
    return Promise.resolve(isNew);
  }

  override reconcileAnew(epoch: string): Promise<void> {
    this.answer();
    this.epoch = epoch;
    this.toldAnew += 1;
    return Promise.resolve();
  }

  /** As if its disk had been wiped. */
  loseMemory(): void {
    this.kept.clear();
    this.epoch = undefined;
  }

  private answer(): void {
    if (!this.away) return;
    this.refused += 1;
    throw new SidecarError('schedule job', 500, 'no scheduler');
  }
}

export class RecordedLateness extends Lateness {
  readonly seen: number[] = [];

  override observe(milliseconds: number): void {
    this.seen.push(milliseconds);
  }
}

/** Passes the time by a deed instead of waiting. */
export class FakePause extends Pause {
  readonly pauses: number[] = [];
  meanwhile: () => Promise<unknown> = () => Promise.resolve();

  override async for(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
    await this.meanwhile();
  }
}

/** Leaves the outbox as it is, so that tests can read it. */
export const idleRelay = { wake: () => undefined } as Relay;
