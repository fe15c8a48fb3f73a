import { Injectable } from '@nestjs/common';
import { isDatabaseUnavailable } from '@parley/persistence';
import type { Alarm, AlarmFate } from '../domain/alarm.js';
import { FireReminders } from './fire-reminders.js';

interface Waiting {
  readonly alarm: Alarm;
  readonly resolve: (fate: AlarmFate) => void;
  readonly reject: (reason: unknown) => void;
}

const BATCH = 200;

/** Gathers alarms that ring at the same time: those that arrive during one transaction share the next. */
@Injectable()
export class Ringing {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(private readonly fireReminders: FireReminders) {}

  /** @returns once the outcome is committed */
  ring(alarm: Alarm): Promise<AlarmFate> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ alarm, resolve, reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.fire(this.waiting.splice(0, BATCH));
    this.running = false;
  }

  private async fire(batch: readonly Waiting[]): Promise<void> {
    try {
      const fates = await this.fireReminders.execute(batch.map(({ alarm }) => alarm));
      batch.forEach(({ resolve }, index) => {
        resolve(fates[index] ?? { kind: 'void' });
      });
    } catch (error) {
      if (batch.length === 1 || isDatabaseUnavailable(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      // One reminder that cannot fire must not keep the others from firing.
      for (const waiting of batch) await this.fire([waiting]);
    }
  }
}
