import { derivedId } from '@parley/kernel';
import type { AuditedEvent } from './audit-record.js';
import { canonicalJson } from './canonical-json.js';

/** Chain of the events that belong to no workspace. */
export const SYSTEM_WORKSPACE = 'system';

/**
 * What is kept of a delivered event, of whatever type or form: nothing that was published is left out. An event
 * without an id gets one that follows from its content.
 * @param receivedAt stands in for a time that is missing or cannot be read
 */
export function auditedEvent(delivered: unknown, receivedAt: Date): AuditedEvent {
  const event = members(delivered);
  const data = members(event.data);
  const task = members(data.task);
  return {
    workspaceId: workspaceOf(event.data),
    id: storableText(event.id) ?? derivedId('audit', canonicalJson(delivered)),
    type: storableText(event.type) ?? 'unknown',
    source: storableText(event.source) ?? 'unknown',
    subject: storableText(event.subject),
    time: instant(event.time) ?? receivedAt.toISOString(),
    actor: storableText(data.userId) ?? storableText(task.userId),
    data: canonicalJson(event.data === undefined ? delivered : event.data),
  };
}

/** The workspace that the payload of an event names. */
export function workspaceOf(payload: unknown): string {
  const data = members(payload);
  return storableText(data.workspaceId) ?? storableText(members(data.task).workspaceId) ?? SYSTEM_WORKSPACE;
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Text that PostgreSQL stores: no NUL, no half of a surrogate pair. Null for what is no text, or empty. */
export function storableText(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return value.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

function instant(value: unknown): string | null {
  const date = typeof value === 'string' ? new Date(value) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}
