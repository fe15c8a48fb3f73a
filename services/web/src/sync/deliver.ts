import type { ChatApi } from '../api/chat-api.js';
import { ApiProblem, explain, Unreachable } from '../api/problem.js';
import { newTraceparent } from '../api/traceparent.js';
import type { OutboxEntry } from './outbox.js';
import type { Delivery } from './sender.js';
import type { LiveSocket } from './socket.js';

/** A socket that cannot reach the service behind it is no reason to give up: HTTP is tried next. */
const TRY_HTTP = new Set([401, 408, 429]);

/**
 * One attempt to hand a message over: by socket, and by HTTP when the socket stays silent.
 * Both carry the same client message id, so the server takes the message once, and are of one trace.
 */
export async function deliver(
  socket: Pick<LiveSocket, 'send'>,
  api: Pick<ChatApi, 'send'>,
  entry: OutboxEntry,
): Promise<Delivery> {
  const { conversationId, clientMessageId, text, rejected = [] } = entry;
  const message = { conversationId, clientMessageId, text, rejected, traceparent: newTraceparent() };
  const answer = await socket.send(message);
  if (answer !== null && !(answer instanceof ApiProblem)) return { kind: 'accepted', result: answer };
  if (answer !== null && isFinal(answer.status)) return { kind: 'refused', problem: answer.detail };
  try {
    return { kind: 'accepted', result: await api.send(message) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Delivery {
  if (error instanceof Unreachable) return { kind: 'unreachable' };
  if (error instanceof ApiProblem && isFinal(error.status)) return { kind: 'refused', problem: error.detail };
  return { kind: 'server-failed', problem: explain(error) };
}

function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && !TRY_HTTP.has(status);
}
