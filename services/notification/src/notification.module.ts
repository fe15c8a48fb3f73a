import { Module } from '@nestjs/common';
import { DatabaseModule } from '@parley/service-kit';
import { PrismaClient } from './generated/prisma/client.js';
import { NotificationTransactions } from './notification-transactions.js';
import { DaprAlarms } from './reminders/adapters/dapr-alarms.js';
import { JobsController } from './reminders/adapters/jobs.controller.js';
import { PrismaReminderRepository } from './reminders/adapters/prisma-reminder-repository.js';
import { ReminderMetrics } from './reminders/adapters/reminder-metrics.js';
import { RemindersController } from './reminders/adapters/reminders.controller.js';
import { SchedulerWatch } from './reminders/adapters/scheduler-watch.js';
import { TaskEventsController } from './reminders/adapters/task-events.controller.js';
import { AlarmClock } from './reminders/application/alarm-clock.js';
import { Alarms } from './reminders/application/alarms.js';
import { AnswerAlarm } from './reminders/application/answer-alarm.js';
import { FireReminders } from './reminders/application/fire-reminders.js';
import { IncomingChanges } from './reminders/application/incoming-changes.js';
import { Lateness } from './reminders/application/lateness.js';
import { ListReminders } from './reminders/application/list-reminders.js';
import { Pause, RealPause } from './reminders/application/pause.js';
import { ReconcileAlarms } from './reminders/application/reconcile-alarms.js';
import { ReminderPublisher } from './reminders/application/reminder-publisher.js';
import { ReminderRepository } from './reminders/application/reminder-repository.js';
import { Ringing } from './reminders/application/ringing.js';
import { SetAlarms } from './reminders/application/set-alarms.js';
import { SyncReminders } from './reminders/application/sync-reminders.js';

const useCases = [AnswerAlarm, FireReminders, ListReminders, ReconcileAlarms, SetAlarms, SyncReminders];

/** Reminders, fired at the exact time. */
@Module({
  imports: [DatabaseModule.forClient(PrismaClient, NotificationTransactions)],
  controllers: [TaskEventsController, JobsController, RemindersController],
  providers: [
    ...useCases,
    AlarmClock,
    IncomingChanges,
    ReminderPublisher,
    Ringing,
    SchedulerWatch,
    { provide: Alarms, useClass: DaprAlarms },
    { provide: Lateness, useClass: ReminderMetrics },
    { provide: Pause, useClass: RealPause },
    { provide: ReminderRepository, useClass: PrismaReminderRepository },
  ],
})
export class NotificationModule {}
