import type { ReminderSnapshot } from '@parley/contracts';
import { startStack, waitFor, type Stack } from '@parley/stack';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FakeChatApi, type Received } from './fake-chat-api.js';
import { aTask, inSeconds, next } from './tasks.js';

let dir: string;
let stack: Stack;
let chat: FakeChatApi;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'parley-notification-'));
  stack = await startStack({ dir, services: ['notification'] });
  const ports = stack.infrastructure.ports.replica();
  chat = await FakeChatApi.start(ports.app);
  chat.sidecar = await stack.infrastructure.startDaprd({ appId: 'chat-api', ports, appHealthCheck: false });
  await stack.replica('notification').daprd.appReady();
  await chat.sidecar.appReady();
}, 120_000);

afterAll(async () => {
  chat.stop();
  await stack.stop();
  await rm(dir, { recursive: true, force: true });
});

const receivedOf = ({ id }: ReminderSnapshot): Received[] =>
  chat.due.filter(({ reminderId }) => reminderId === id);

/** The one event of a reminder. @throws Error when it does not come in time */
async function fires(reminder: ReminderSnapshot, seconds: number): Promise<Received> {
  await waitFor('the reminder', () => receivedOf(reminder).length > 0, { timeoutMs: seconds * 1000 });
  const [received] = receivedOf(reminder);
  if (!received) throw new Error('unreachable');
  expect(received.dueAt.toISOString()).toBe(reminder.at);
  expect(received.firedAt.getTime()).toBeGreaterThanOrEqual(received.dueAt.getTime());
  return received;
}

/** Waits until a later reminder came, by which time a wrong one would have come as well. */
async function nothingMoreOf(reminder: ReminderSnapshot, expected: number): Promise<void> {
  const fence = inSeconds(2);
  await chat.publish('created', aTask({ reminders: [fence] }));
  await fires(fence, 20);
  expect(receivedOf(reminder)).toHaveLength(expected);
}

describe('a reminder, with a real sidecar, scheduler and broker', () => {
  it('fires on time, not early, and once', async () => {
    const reminder = inSeconds(4);
    await chat.publish('created', aTask({ reminders: [reminder] }));
    const { firedAt, dueAt, late } = await fires(reminder, 20);
    expect(firedAt.getTime() - dueAt.getTime()).toBeLessThan(1_000);
    expect(late).toBe(false);
    await nothingMoreOf(reminder, 1);
  });

  it('fires at its new time when it was moved', async () => {
    const reminder = inSeconds(5);
    const task = aTask({ reminders: [reminder] });
    await chat.publish('created', task);
    const moved = inSeconds(8, reminder.id);
    await chat.publish('updated', next(task, { reminders: [moved] }));
    await fires(moved, 20);
    await nothingMoreOf(moved, 1);
  });

  it('does not fire when its task was completed', async () => {
    const reminder = inSeconds(5);
    const task = aTask({ reminders: [reminder] });
    await chat.publish('created', task);
    await chat.publish('completed', next(task, { status: 'completed' }));
    const after = inSeconds(6);
    await chat.publish('created', aTask({ reminders: [after] }));
    await fires(after, 20);
    expect(receivedOf(reminder)).toEqual([]);
  });

  // On a quiet machine it takes two seconds; the benchmark holds it to five.
  it('fires a thousand that are due in the same second, within ten, each once', async () => {
    const due = inSeconds(15);
    const reminders = Array.from({ length: 1_000 }, () => inSeconds(0)).map(({ id }) => ({ ...due, id }));
    for (let i = 0; i < 1_000; i += 10) {
      await chat.publish('created', aTask({ reminders: reminders.slice(i, i + 10) }));
    }
    const ids = new Set(reminders.map(({ id }) => id));
    const received = () => chat.due.filter(({ reminderId }) => ids.has(reminderId));
    await waitFor('all', () => received().length >= 1_000);
    const last = Math.max(...received().map(({ at }) => at.getTime()));
    expect(last - new Date(due.at).getTime()).toBeLessThan(10_000);
    expect(received().filter(({ firedAt, dueAt }) => firedAt < dueAt)).toEqual([]);
    await nothingMoreOf(due, 0); // `due` itself was no reminder
    expect(received()).toHaveLength(1_000);
  });

  it('fires once after the service was down across its time', async () => {
    const reminder = inSeconds(8);
    await chat.publish('created', aTask({ reminders: [reminder] }));
    await armed(reminder);
    await stack.kill('notification');
    await sleep(20_000); // longer than any number of retries that is not without end
    expect(receivedOf(reminder)).toEqual([]);
    await stack.restart('notification');
    await fires(reminder, 30);
    await nothingMoreOf(reminder, 1);
  });

  it('fires although the scheduler lost its data while the service ran', async () => {
    const reminder = inSeconds(25);
    await chat.publish('created', aTask({ reminders: [reminder] }));
    await armed(reminder);
    const { process } = stack.infrastructure.scheduler;
    await process.kill('SIGKILL');
    await rm(path.join(dir, 'scheduler'), { recursive: true });
    await mkdir(path.join(dir, 'scheduler'));
    process.start();
    await stack.infrastructure.scheduler.ready();
    const { firedAt, dueAt } = await fires(reminder, 60);
    expect(firedAt.getTime() - dueAt.getTime()).toBeLessThan(30_000);
    await nothingMoreOf(reminder, 1);
  });

  it('says that it is late when it fires a minute after its time', async () => {
    const reminder = inSeconds(-61);
    await chat.publish('created', aTask({ reminders: [reminder] }));
    expect(await fires(reminder, 20)).toMatchObject({ late: true });
  });
});

/** Waits until the scheduler has the alarm. */
async function armed({ id }: ReminderSnapshot): Promise<void> {
  const { daprd } = stack.replica('notification');
  await waitFor('the alarm', async () => {
    return (await daprd.call('GET', `/v1.0/jobs/reminder-${id}`)).status === 200;
  });
}
