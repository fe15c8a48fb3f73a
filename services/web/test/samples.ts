import type { Conversation, Message, Task } from '../src/api/types.js';

/** Builders for the specs: everything ordinary, except what a test is about. */
export function aTask(fields: Partial<Task> = {}): Task {
  return {
    id: 'task-1',
    number: 1,
    title: 'pay rent',
    notes: null,
    status: 'open',
    priority: 'medium',
    tags: [],
    list: null,
    due: null,
    reminders: [],
    series: null,
    occurrenceKey: null,
    createdAt: '2026-11-21T09:00:00Z',
    updatedAt: '2026-11-21T09:00:00Z',
    completedAt: null,
    version: 1,
    ...fields,
  };
}

export function aMessage(seq: number, fields: Partial<Message> = {}): Message {
  return {
    id: `message-${seq}`,
    conversationId: 'c1',
    seq,
    author: 'parley',
    text: `text ${seq}`,
    clientMessageId: null,
    createdAt: '2026-11-21T09:00:00Z',
    blocks: [],
    ...fields,
  };
}

export const aConversation: Conversation = {
  id: 'c1',
  title: 'Parley',
  lastSeq: 0,
  createdAt: '2026-11-21T08:00:00Z',
};

/** Lets everything that is already decided happen: promise callbacks, without a clock. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
