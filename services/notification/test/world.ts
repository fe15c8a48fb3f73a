import { Logger } from '@nestjs/common';
import type { TaskSnapshot } from '@parley/contracts';
import { SystemClock } from '@parley/kernel';
import { Inbox, Outbox } from '@parley/outbox';
import { randomUUID } from 'node:crypto';
import { PrismaReminderRepository } from '../src/reminders/adapters/prisma-reminder-repository.js';
import { SchedulerWatch } from '../src/reminders/adapters/scheduler-watch.js';
import { AlarmClock } from '../src/reminders/application/alarm-clock.js';
import { AnswerAlarm } from '../src/reminders/application/answer-alarm.js';
import { IncomingChanges } from '../src/reminders/application/incoming-changes.js';
import { FireReminders } from '../src/reminders/application/fire-reminders.js';
import { ReconcileAlarms } from '../src/reminders/application/reconcile-alarms.js';
import { ReminderPublisher } from '../src/reminders/application/reminder-publisher.js';
import { Ringing } from '../src/reminders/application/ringing.js';
import { SetAlarms } from '../src/reminders/application/set-alarms.js';
import { SyncReminders } from '../src/reminders/application/sync-reminders.js';
import type { Alarm } from '../src/reminders/domain/alarm.js';
import { FakeAlarms, FakePause, idleRelay, RecordedLateness } from './fakes.js';
import type { NotificationDatabase } from './notification-database.js';

Logger.overrideLogger(false);

/** An alarm clock that rings in the test's own steps: `World.settle`. */
class SteppedClock extends AlarmClock {
  woken = 0;

  override wake(): void {
    this.woken += 1;
  }
}

/** The use cases on a real database with a scheduler in memory. */
export class World {
  readonly alarms = new FakeAlarms();
  readonly lateness = new RecordedLateness();
  readonly pause = new FakePause();
  readonly repository: PrismaReminderRepository;
  readonly setAlarms: SetAlarms;
  readonly alarmClock: SteppedClock;
  readonly fire: FireReminders;
  readonly answer: AnswerAlarm;
  readonly watch: SchedulerWatch;
  readonly reconcile: ReconcileAlarms;
  private readonly changes: IncomingChanges;

  constructor(readonly database: NotificationDatabase) {
    const { transactions } = database;
    const publisher = new ReminderPublisher(new Outbox(transactions, idleRelay, new SystemClock()));
    this.repository = new PrismaReminderRepository(transactions);
    this.setAlarms = new SetAlarms(this.repository, this.alarms);
    this.alarmClock = new SteppedClock(this.setAlarms);
    const inbox = new Inbox(transactions);
    this.changes = new IncomingChanges(
      new SyncReminders(transactions, inbox, this.repository, publisher, this.alarmClock, this.lateness),
    );
    this.fire = new FireReminders(transactions, this.repository, publisher, this.lateness);
    this.answer = new AnswerAlarm(new Ringing(this.fire), this.repository, this.alarmClock, this.pause);
    this.reconcile = new ReconcileAlarms(this.repository, this.alarmClock);
    this.watch = new SchedulerWatch(this.alarms, this.reconcile);
  }

  async deliver(
    task: TaskSnapshot,
    { eventId, deleted = false }: { eventId?: string; deleted?: boolean } = {},
  ): Promise<void> {
    await this.changes.handle({ eventId: eventId ?? randomUUID(), task, deleted });
  }

  /** Sets and clears alarms until none is missing or needless. */
  async settle(): Promise<void> {
    for (;;) if ((await this.setAlarms.execute()).done === 0) return;
  }

  async ring(alarm: Alarm): Promise<void> {
    await this.answer.execute(alarm);
  }

  /** The alarm that the scheduler keeps for a reminder. @throws Error when there is none */
  kept(reminderId: string): Alarm {
    const alarm = this.alarms.kept.get(reminderId);
    if (!alarm) throw new Error(`The scheduler has no alarm for ${reminderId}.`);
    return alarm;
  }

  /** Moves the due time of a reminder in the table, as if time had passed; its generation stays. */
  async pass(seconds: number): Promise<void> {
    await this.database.admin.query(
      `UPDATE reminders SET due_at = due_at - make_interval(secs => $1), armed_at = armed_at - make_interval(secs => $1)
       WHERE status = 'scheduled'`,
      [seconds],
    );
  }

  async row(
    reminderId: string,
  ): Promise<{ status: string; generation: number; armed: boolean; fired: boolean }> {
    const { rows } = await this.database.admin.query<{
      status: string;
      generation: number;
      armed: boolean;
      fired: boolean;
    }>(
      `SELECT status, generation, armed_at IS NOT NULL AS armed, fired_at IS NOT NULL AS fired
       FROM reminders WHERE reminder_id = $1`,
      [reminderId],
    );
    const [row] = rows;
    if (!row) throw new Error(`There is no reminder ${reminderId}.`);
    return row;
  }

  /** Types of the published events, without prefix and version, in order. */
  async news(): Promise<string[]> {
    return (await this.database.published()).map(({ type }) => type.split('.')[2] ?? type);
  }
}
