import type { TaskSnapshot } from '@parley/contracts';
import { startStack, waitFor, type Stack } from '@parley/stack';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeChatApi } from './fake-chat-api.js';

let dir: string;
let stack: Stack;
let chat: FakeChatApi;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'parley-recurring-task-'));
  stack = await startStack({ dir, services: ['recurring-task'] });
  const ports = stack.infrastructure.ports.replica();
  chat = await FakeChatApi.start(ports.app);
  chat.sidecar = await stack.infrastructure.startDaprd({ appId: 'chat-api', ports, appHealthCheck: false });
  await chat.sidecar.appReady();
  await stack.replica('recurring-task').daprd.appReady();
}, 120_000);

afterAll(async () => {
  chat.stop();
  await stack.stop();
  await rm(dir, { recursive: true, force: true });
});

function completed(overrides: Partial<TaskSnapshot> = {}): TaskSnapshot & { seriesId: string } {
  const seriesId = randomUUID();
  return {
    taskId: randomUUID(),
    workspaceId: 'w1',
    userId: 'u1',
    conversationId: randomUUID(),
    number: 1,
    title: 'Water the plants',
    status: 'completed',
    priority: 'medium',
    tags: [],
    reminders: [],
    series: {
      ...{ seriesId, rrule: 'FREQ=DAILY', civilStart: '2026-08-01T09:00', zone: 'Europe/Rome' },
      ...{ mode: 'fixed', missed: 'jump', exdates: [], ahead: 1, version: 1 },
    },
    occurrenceKey: '2026-08-01T09:00',
    completedAt: '2026-08-01T06:00:00.000Z',
    version: 2,
    seriesId,
    ...overrides,
  };
}

describe('recurring-task, with a real sidecar and broker', () => {
  it('asks chat-api for the occurrence that follows a completed one', async () => {
    const { seriesId, ...task } = completed();
    await chat.publishCompleted(task);
    await waitFor('the request', () => chat.requestsFor(seriesId).length > 0);
    expect(chat.requestsFor(seriesId)).toMatchObject([
      { outcome: 'next', next: { key: '2026-08-02T09:00' } },
    ]);
  });

  it('asks again until chat-api is back', async () => {
    const { seriesId, ...task } = completed();
    // More failures than one invocation is repeated for, so that the event is delivered again.
    for (let i = 0; i < 8; i++) chat.answers.push({ status: 503, body: { status: 'RETRY' } });
    await chat.publishCompleted(task);
    await waitFor('the ninth request', () => chat.requestsFor(seriesId).length >= 9, { timeoutMs: 60_000 });
    expect(new Set(chat.requestsFor(seriesId).map((request) => JSON.stringify(request))).size).toBe(1);
  });

  it('gives up an event that chat-api refuses for good, and goes on with the next', async () => {
    const [refused, following] = [completed(), completed()];
    const problem = { code: 'series.closed', kind: 'conflict', detail: 'The series has ended.' };
    chat.answers.push({ status: 422, body: problem, type: 'application/problem+json' });
    const { seriesId: first, ...task } = refused;
    await chat.publishCompleted(task);
    await waitFor('the refusal', () => chat.requestsFor(first).length > 0);
    const { seriesId: second, ...next } = following;
    await chat.publishCompleted({ ...next, taskId: task.taskId }); // the same partition
    await waitFor('the following', () => chat.requestsFor(second).length > 0);
    expect(chat.requestsFor(first)).toHaveLength(1);
  });
});
