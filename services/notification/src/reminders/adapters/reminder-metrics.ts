import { Injectable } from '@nestjs/common';
import { Metrics } from '@parley/service-kit';
import { Gauge, Histogram } from 'prom-client';
import { Lateness } from '../application/lateness.js';
import { OVERDUE_MS } from '../application/reconcile-alarms.js';
import { ReminderRepository } from '../application/reminder-repository.js';

/** How exact reminders are, for Prometheus. */
@Injectable()
export class ReminderMetrics extends Lateness {
  private readonly lateness: Histogram;

  constructor({ registry }: Metrics, reminders: ReminderRepository) {
    super();
    this.lateness = new Histogram({
      name: 'parley_reminder_lateness_seconds',
      help: 'Time between when a reminder was due and when it fired.',
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600, 3600],
      registers: [registry],
    });
    new Gauge({
      name: 'parley_reminders_overdue',
      help: `Scheduled reminders that should have fired more than ${OVERDUE_MS / 1000} seconds ago.`,
      registers: [registry],
      async collect() {
        // Without the database there is no figure, and the other metrics are still wanted.
        await reminders.countOverdue(OVERDUE_MS).then(
          (count) => {
            this.set(count);
          },
          () => {
            this.remove();
          },
        );
      },
    });
  }

  override observe(milliseconds: number): void {
    this.lateness.observe(milliseconds / 1000);
  }
}
