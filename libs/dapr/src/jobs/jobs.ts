import { Injectable } from '@nestjs/common';
import { SidecarClient } from '../sidecar/sidecar-client.js';
import { SidecarError } from '../sidecar/sidecar-error.js';
import { traceparentOf } from '../tracing/item-traces.js';

/** A job of the Dapr Jobs API (https://docs.dapr.io/reference/api/jobs_api/). */
export interface Job {
  /** Letters, digits, `-` and `_`. */
  readonly name: string;
  /** Instant of a single run. */
  readonly dueTime?: Date;
  /** Cron with seconds, or `@every 1m`. */
  readonly schedule?: string;
  /**
   * What the handler receives. The trigger carries nothing else, so ids and versions belong here; `traceparent` is
   * added, in which the handler will go on.
   */
  readonly data: Readonly<Record<string, unknown>>;
  /** Replace a job of the same name; otherwise an existing one is left alone. */
  readonly overwrite: boolean;
}

/** Schedules work that comes back to this app as `POST /job/<name>`, at least once. */
@Injectable()
export class Jobs {
  constructor(private readonly sidecar: SidecarClient) {}

  /**
   * @returns `scheduled`, or `exists` when there was one and `overwrite` is false
   * @throws SidecarError when the scheduler did not take it
   */
  async schedule(job: Job): Promise<'scheduled' | 'exists'> {
    const traceparent = traceparentOf();
    const answer = await this.sidecar.request({
      method: 'POST',
      path: `/v1.0/jobs/${encodeURIComponent(job.name)}`,
      body: {
        ...(job.dueTime && { dueTime: job.dueTime.toISOString() }),
        ...(job.schedule && { schedule: job.schedule }),
        data: { ...job.data, ...(traceparent !== null && { traceparent }) },
        overwrite: job.overwrite,
        // Without a policy of its own a job is dropped after four failures within three seconds.
        failurePolicy: { constant: { interval: '2s' } },
      },
      operation: `schedule job ${job.name}`,
    });
    if (answer.status === 409 && !job.overwrite) return 'exists';
    if (answer.status >= 300) throw new SidecarError(`schedule job ${job.name}`, answer.status, answer.text);
    return 'scheduled';
  }

  /** Whether there is such a job. False also when the scheduler cannot tell: the sidecar answers both alike. */
  async exists(name: string): Promise<boolean> {
    const { status } = await this.sidecar.request({
      method: 'GET',
      path: `/v1.0/jobs/${encodeURIComponent(name)}`,
      operation: `look up job ${name}`,
    });
    return status === 200;
  }

  /** Removes a job; an unknown name is no error. */
  async delete(name: string): Promise<void> {
    await this.sidecar.expect({
      method: 'DELETE',
      path: `/v1.0/jobs/${encodeURIComponent(name)}`,
      operation: `delete job ${name}`,
    });
  }
}
