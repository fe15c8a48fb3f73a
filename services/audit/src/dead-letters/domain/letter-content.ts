import type { CloudEvent } from '@parley/dapr';
import { createHash } from 'node:crypto';
import { SYSTEM_WORKSPACE, storableText, workspaceOf } from '../../records/domain/audited-event.js';
import type { LetterContent } from './dead-letter.js';

/** Longer names are none of Parley's; they are shortened, since a letter must never fail to be kept. */
const MAX_NAME = 200;
/** Members of the envelope that Dapr reads as text, and fails over when they are something else. */
const TRACE_MEMBERS: ReadonlySet<string> = new Set(['traceparent', 'traceid', 'tracestate']);

/** Reads what a message says about itself, of whatever form it is. Never throws. */
export function letterContent(bytes: Uint8Array): LetterContent {
  const members = membersOf(bytes);
  const { id } = members;
  const named = typeof id === 'string' && id !== '';
  const workspaceId = workspaceOf(members.data);
  return {
    identity: createHash('sha256')
      .update(named ? 'id:' : 'bytes:')
      .update(named ? id : bytes)
      .digest('hex'),
    eventId: nameOf(id),
    type: nameOf(members.type),
    time: timeOf(members.time),
    workspaceId: workspaceId === SYSTEM_WORKSPACE || workspaceId.length > MAX_NAME ? null : workspaceId,
    replayable: isEvent(members),
  };
}

/** The event to publish again, as it was; undefined when the bytes are none (CloudEvents 1.0, section 3.1). */
export function eventIn(bytes: Uint8Array): CloudEvent | undefined {
  const members = membersOf(bytes);
  if (!isEvent(members)) return undefined;
  const event = Object.fromEntries(
    Object.entries(members).filter(([name, value]) => typeof value === 'string' || !TRACE_MEMBERS.has(name)),
  );
  // The sidecar replaces both unless both are there.
  if (event['traceparent'] !== undefined) event['traceid'] ??= event['traceparent'];
  return event as unknown as CloudEvent;
}

/** The message as JSON; undefined when it is none. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function isEvent(members: Readonly<Record<string, unknown>>): boolean {
  const { specversion, id, type, source } = members;
  return specversion === '1.0' && [id, type, source].every((name) => typeof name === 'string' && name !== '');
}

function membersOf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const json = jsonIn(bytes);
  return typeof json === 'object' && json !== null ? { ...json } : {};
}

function timeOf(value: unknown): Date | null {
  const time = new Date(typeof value === 'string' ? value : NaN);
  // What PostgreSQL and people can make sense of.
  return time.getTime() >= 0 ? time : null;
}

function nameOf(value: unknown): string | null {
  return storableText(value)?.slice(0, MAX_NAME).toWellFormed() ?? null;
}
