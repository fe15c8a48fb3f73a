import { reminderDueV1, taskCompletedV1, type TaskSnapshot } from '@parley/contracts';
import { newId } from '@parley/kernel';
import type { CloudEvent, OutgoingEvent } from '../../src/index.js';

export function aTask(members: Partial<TaskSnapshot> = {}): TaskSnapshot {
  return {
    taskId: newId(),
    workspaceId: 'w1',
    userId: 'ada',
    conversationId: newId(),
    number: 1,
    title: 'Water the plants',
    status: 'completed',
    priority: 'medium',
    tags: [],
    reminders: [],
    version: 1,
    ...members,
  };
}

/** A completed task, as its producer publishes it. */
export function anEvent(task: Partial<TaskSnapshot> = {}, envelope: Partial<CloudEvent> = {}): OutgoingEvent {
  const data = { task: aTask(task) };
  const event: CloudEvent = {
    specversion: '1.0',
    id: newId(),
    source: 'chat-api',
    type: taskCompletedV1.type,
    subject: data.task.taskId,
    time: '2026-03-02T09:00:00.000Z',
    datacontenttype: 'application/json',
    data,
    ...envelope,
  };
  return { event, partitionKey: event.subject };
}

/** A reminder whose time has come, as its producer publishes it. @param members of the payload, whatever they are */
export function aReminder(members: Readonly<Record<string, unknown>> = {}): OutgoingEvent {
  const taskId = newId();
  const event: CloudEvent = {
    specversion: '1.0',
    id: newId(),
    source: 'notification',
    type: reminderDueV1.type,
    subject: taskId,
    time: '2026-03-02T09:00:00.000Z',
    datacontenttype: 'application/json',
    data: {
      reminderId: newId(),
      taskId,
      workspaceId: 'w1',
      userId: 'ada',
      conversationId: newId(),
      title: 'Water the plants',
      dueAt: '2026-03-02T09:00:00.000Z',
      firedAt: '2026-03-02T09:00:00.050Z',
      late: false,
      taskVersion: 1,
      ...members,
    },
  };
  return { event, partitionKey: taskId };
}
