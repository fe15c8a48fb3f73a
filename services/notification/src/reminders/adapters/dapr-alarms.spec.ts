import type { Job, Jobs } from '@parley/dapr';
import { DaprAlarms } from './dapr-alarms.js';

function alarmsOn(existing: readonly string[] = []): { alarms: DaprAlarms; scheduled: Job[] } {
  const scheduled: Job[] = [];
  const jobs = {
    exists: (name: string) => Promise.resolve(existing.includes(name)),
    schedule: (job: Job) => {
      scheduled.push(job);
      return Promise.resolve('scheduled');
    },
  };
  return { alarms: new DaprAlarms(jobs as unknown as Jobs), scheduled };
}

describe(DaprAlarms.name, () => {
  it('sets a job for the instant, with all that its handler needs, in place of the one before', async () => {
    const { alarms, scheduled } = alarmsOn();
    const dueAt = new Date('2026-08-01T09:05:00.000Z');
    await alarms.set({ reminderId: 'r1', generation: 2, dueAt });
    expect(scheduled).toEqual([
      {
        name: 'reminder-r1',
        dueTime: dueAt,
        data: { reminderId: 'r1', generation: 2, dueAt: '2026-08-01T09:05:00.000Z' },
        overwrite: true,
      },
    ]);
  });

  it('leaves the job that calls for reconciliation alone, and notices when it is gone', async () => {
    const present = alarmsOn(['reconcile']);
    expect(await present.alarms.keepReconciling('e1')).toBe(false);
    expect(present.scheduled).toEqual([]);
    const gone = alarmsOn();
    expect(await gone.alarms.keepReconciling('e1')).toBe(true);
    expect(gone.scheduled).toMatchObject([{ name: 'reconcile', data: { epoch: 'e1' }, overwrite: false }]);
    await gone.alarms.reconcileAnew('e1');
    expect(gone.scheduled[1]).toMatchObject({ name: 'reconcile', data: { epoch: 'e1' }, overwrite: true });
  });
});
