import type { SidecarClient, SidecarRequest } from '../sidecar/sidecar-client.js';
import { SidecarError } from '../sidecar/sidecar-error.js';
import { Jobs, type Job } from './jobs.js';

/** A sidecar that answers every call with one status, and what it was asked. */
function jobsThatAnswer(status: number): { jobs: Jobs; calls: SidecarRequest[] } {
  const calls: SidecarRequest[] = [];
  const request = (call: SidecarRequest) => {
    calls.push(call);
    return Promise.resolve({ status, headers: {}, text: '' });
  };
  return { jobs: new Jobs({ request } as unknown as SidecarClient), calls };
}

const job: Job = { name: 'reminder-1', dueTime: new Date(0), data: { id: 1 }, overwrite: false };

describe(Jobs.name, () => {
  it('asks for retries without end and sends the data as an object', async () => {
    const { jobs, calls } = jobsThatAnswer(204);
    expect(await jobs.schedule(job)).toBe('scheduled');
    expect(calls[0]?.body).toEqual({
      dueTime: '1970-01-01T00:00:00.000Z',
      data: { id: 1 },
      overwrite: false,
      failurePolicy: { constant: { interval: '2s' } },
    });
  });

  it('says that a job exists which was not to be replaced', async () => {
    expect(await jobsThatAnswer(409).jobs.schedule(job)).toBe('exists');
  });

  it.each([
    [409, { ...job, overwrite: true }],
    [500, job],
  ])('throws when the scheduler answers %i', async (status, refused) => {
    await expect(jobsThatAnswer(status).jobs.schedule(refused)).rejects.toBeInstanceOf(SidecarError);
  });

  it.each([
    [200, true],
    [500, false],
  ])('takes the answer %i for "exists: %s"', async (status, exists) => {
    expect(await jobsThatAnswer(status).jobs.exists('reminder-1')).toBe(exists);
  });
});
