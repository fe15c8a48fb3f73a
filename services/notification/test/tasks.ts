import type { ReminderSnapshot, TaskSnapshot } from '@parley/contracts';
import { randomUUID } from 'node:crypto';

/** An open task without reminders, with whatever a test changes. */
export function aTask(overrides: Partial<TaskSnapshot> = {}): TaskSnapshot {
  return {
    taskId: randomUUID(),
    workspaceId: 'w1',
    userId: 'u1',
    conversationId: randomUUID(),
    number: 1,
    title: 'Water the plants',
    status: 'open',
    priority: 'medium',
    tags: [],
    reminders: [],
    version: 1,
    ...overrides,
  };
}

/** The task after another change. */
export function next(task: TaskSnapshot, overrides: Partial<TaskSnapshot> = {}): TaskSnapshot {
  return { ...task, version: task.version + 1, ...overrides };
}

/** A reminder so many seconds from now; before it when negative. */
export function inSeconds(seconds: number, id: string = randomUUID()): ReminderSnapshot {
  return { id, kind: 'absolute', at: new Date(Date.now() + seconds * 1000).toISOString() };
}
