import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '@parley/dapr';

/** An event of workspace `w1`, with whatever a test changes. */
export function anEvent(overrides: Partial<CloudEvent> = {}): CloudEvent {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: 'chat-api',
    type: 'parley.task.created.v1',
    subject: 'task-1',
    time: '2026-08-01T09:00:00.000Z',
    datacontenttype: 'application/json',
    data: { task: { taskId: 'task-1', workspaceId: 'w1', userId: 'u1', title: 'Water the plants' } },
    ...overrides,
  };
}

export function eventOf(workspaceId: string, data: Record<string, unknown> = {}): CloudEvent {
  return anEvent({ data: { workspaceId, userId: 'u1', ...data } });
}
