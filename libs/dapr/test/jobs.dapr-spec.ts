import { DaprWorld, waitFor, type TestSidecar } from '@parley/testing';
import { Jobs, SidecarClient } from '../src/index.js';
import { handlers, startApp, type App } from './support/apps.js';

interface Fired {
  readonly id: string;
  readonly at: number;
}

let world: DaprWorld;
let sidecar: TestSidecar;
let app: App;
let client: SidecarClient;
let jobs: Jobs;
let fired: Fired[];

beforeAll(async () => {
  world = await DaprWorld.start(['scheduler']);
  // Without health checks every delivery to a missing app counts as a failure, which is the worst case.
  sidecar = await world.sidecar('recurring-task', { appHealthCheck: false });
  client = new SidecarClient(sidecar.address);
  jobs = new Jobs(client);
  app = await startApp(sidecar.address);
  await sidecar.daprd.appReady();
});

beforeEach(() => {
  fired = [];
  handlers.reminderJob = (data) => {
    fired.push({ id: (data as { id: string }).id, at: Date.now() });
  };
});

afterAll(async () => {
  await world.stop();
  await client.onApplicationShutdown();
  await app.close();
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);
const schedule = (name: string, dueTime: Date, options: { id?: string; overwrite?: boolean } = {}) =>
  jobs.schedule({ name, dueTime, data: { id: options.id ?? name }, overwrite: options.overwrite ?? true });
const firings = (id: string) => fired.filter((one) => one.id === id);
const firing = (id: string, timeoutMs = 30_000) =>
  waitFor(`the job ${id}`, () => firings(id).length > 0, { timeoutMs, intervalMs: 10 });
const attemptsOf = (name: string) => app.deliveries.filter((delivery) => delivery.name === name);

it('fires a job once, at its time and never before, with its data', async () => {
  const due = inSeconds(1.5);
  await jobs.schedule({
    name: 'reminder-1',
    dueTime: due,
    data: { id: 'reminder-1', version: 3, at: due.toISOString() },
    overwrite: true,
  });
  let data: unknown;
  const record = handlers.reminderJob;
  handlers.reminderJob = (given) => {
    data = given;
    record(given);
  };
  await firing('reminder-1');
  const [{ at } = { at: 0 }] = fired;
  expect(data).toEqual({ id: 'reminder-1', version: 3, at: due.toISOString() });
  expect(at).toBeGreaterThanOrEqual(due.getTime());
  expect(at - due.getTime()).toBeLessThan(1_500);
  await schedule('reminder-2', inSeconds(1));
  await firing('reminder-2');
  expect(firings('reminder-1')).toHaveLength(1);
});

it('replaces a job when told to, and leaves it alone otherwise', async () => {
  // The old time passes before the new one, and not before all calls are done.
  expect(await schedule('reminder-moved', inSeconds(5), { id: 'old' })).toBe('scheduled');
  expect(await schedule('reminder-moved', inSeconds(60), { id: 'ignored', overwrite: false })).toBe('exists');
  expect(await schedule('reminder-moved', inSeconds(6), { id: 'new' })).toBe('scheduled');
  await firing('new');
  expect(fired.map(({ id }) => id)).toEqual(['new']);
});

it('fires nothing for a job that was deleted, and deletes what is not there', async () => {
  await schedule('reminder-gone', inSeconds(3));
  await jobs.delete('reminder-gone');
  await jobs.delete('reminder-never-was');
  await schedule('reminder-later', inSeconds(4));
  await firing('reminder-later');
  expect(firings('reminder-gone')).toEqual([]);
});

it('keeps trying for longer than Dapr does by itself', async () => {
  // By itself it gives a job up after four attempts within three seconds.
  const record = handlers.reminderJob;
  let attempts = 0;
  handlers.reminderJob = (data) => {
    attempts += 1;
    if (attempts <= 5) throw new Error('boom');
    record(data);
  };
  await schedule('reminder-stubborn', inSeconds(0.2));
  await firing('reminder-stubborn');
  await schedule('reminder-after', inSeconds(2.5));
  await firing('reminder-after');
  expect({ attempts: attempts - 1, fired: firings('reminder-stubborn').length }).toEqual({
    attempts: 6,
    fired: 1,
  });
});

it('fires a job once after the app was away at its time, and keeps a job that nobody knows', async () => {
  const due = inSeconds(1);
  await schedule('reminder-away', due);
  await schedule('nobody-1', due);
  await app.close();
  await waitFor(
    'the app to be away for longer than Dapr tries by itself',
    () => Date.now() > due.getTime() + 6_000,
  );
  app = await startApp(sidecar.address);
  // Dapr's queue of jobs can fall asleep over what is due, when that was put in as it ran empty: another job wakes it.
  await schedule('reminder-back', inSeconds(1));
  await firing('reminder-away', 90_000);
  await waitFor('the unknown job to be tried again and again', () => attemptsOf('nobody-1').length >= 3, {
    timeoutMs: 60_000,
  });
  expect(new Set(attemptsOf('nobody-1').map(({ outcome }) => outcome))).toEqual(new Set(['RETRY']));
  expect(firings('reminder-away')).toHaveLength(1);
  await jobs.delete('nobody-1');
});

it('fires a job that recurs until it is deleted', async () => {
  await jobs.schedule({
    name: 'reminder-sweep',
    schedule: '@every 1s',
    data: { id: 'sweep' },
    overwrite: true,
  });
  await waitFor('three rounds', () => firings('sweep').length >= 3);
  await jobs.delete('reminder-sweep');
});

it('says so when the scheduler does not take a job', async () => {
  const invalid = jobs.schedule({ name: 'reminder-x', schedule: 'never', data: {}, overwrite: true });
  await expect(invalid).rejects.toMatchObject({
    code: 'dapr.unavailable',
    operation: 'schedule job reminder-x',
  });
});
