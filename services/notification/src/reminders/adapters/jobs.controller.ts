import { Controller, Logger } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { OnJob } from '@parley/dapr';
import { AnswerAlarm } from '../application/answer-alarm.js';
import { ReconcileAlarms } from '../application/reconcile-alarms.js';
import { RECONCILE_JOB, REMINDER_JOB } from './dapr-alarms.js';
import { AlarmData, readJobData, ReconcileData, UnreadableJobError } from './job-data.js';

/** What the scheduler calls. An answer other than 2xx makes it call again, without end. */
@Controller()
export class JobsController {
  private readonly logger = new Logger(JobsController.name);

  constructor(
    private readonly answerAlarm: AnswerAlarm,
    private readonly reconcileAlarms: ReconcileAlarms,
  ) {}

  @OnJob(REMINDER_JOB)
  async alarm(@Payload() payload: unknown): Promise<void> {
    const data = this.read(AlarmData, payload);
    if (data) await this.answerAlarm.execute({ ...data, dueAt: new Date(data.dueAt) });
  }

  @OnJob(RECONCILE_JOB)
  async reconcile(@Payload() payload: unknown): Promise<void> {
    const data = this.read(ReconcileData, payload);
    if (data) await this.reconcileAlarms.execute(data.epoch);
  }

  /** A job that cannot be read is let go: the row it stands for is found by reconciliation. */
  private read<T extends object>(type: new () => T, payload: unknown): T | undefined {
    try {
      return readJobData(type, payload);
    } catch (error) {
      if (!(error instanceof UnreadableJobError)) throw error;
      this.logger.error({ msg: 'A job was let go.', err: error });
      return undefined;
    }
  }
}
