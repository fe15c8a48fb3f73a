import { aMessage } from '../../test/samples.js';
import { ApiProblem, Unreachable } from '../api/problem.js';
import type { OutgoingMessage, SendResult } from '../api/types.js';
import { deliver } from './deliver.js';
import type { OutboxEntry } from './outbox.js';

const result: SendResult = { message: aMessage(1), replies: [], tasks: [] };
const entry: OutboxEntry = {
  clientMessageId: 'id-1',
  conversationId: 'c1',
  text: 'hello',
  createdAt: '2026-11-21T09:00:00Z',
  status: 'queued',
  attempts: 0,
  problem: null,
};

function over(socketSays: SendResult | ApiProblem | null, httpSays: SendResult | Error) {
  const byHttp: string[] = [];
  const delivery = deliver(
    { send: () => Promise.resolve(socketSays) },
    {
      send: ({ clientMessageId }) => {
        byHttp.push(clientMessageId);
        return httpSays instanceof Error ? Promise.reject(httpSays) : Promise.resolve(httpSays);
      },
    },
    entry,
  );
  return delivery.then((value) => ({ value, byHttp }));
}

describe('delivering a message', () => {
  it('needs no HTTP when the socket acknowledged', async () => {
    const { value, byHttp } = await over(result, result);
    expect(value).toEqual({ kind: 'accepted', result });
    expect(byHttp).toEqual([]);
  });

  it('falls back to HTTP with the same id when the socket stays silent', async () => {
    const { value, byHttp } = await over(null, result);
    expect(value.kind).toBe('accepted');
    expect(byHttp).toEqual(['id-1']);
  });

  it('says the same over both ways, in one trace', async () => {
    const heard: OutgoingMessage[] = [];
    const hear = <T>(message: OutgoingMessage, answer: T) => {
      heard.push(message);
      return Promise.resolve(answer);
    };
    const rejected = [{ start: 0, end: 5, type: 'due' }];
    await deliver(
      { send: (message) => hear(message, null) },
      { send: (message) => hear(message, result) },
      { ...entry, rejected },
    );
    expect(heard).toEqual([heard[0], heard[0]]);
    expect(heard[0]).toMatchObject({ text: 'hello', rejected });
    expect(heard[0]?.traceparent).toMatch(/^00-/);
  });

  it('takes a refusal over the socket for final', async () => {
    const { value, byHttp } = await over(new ApiProblem(422, 'message.too-long', 'Too long.'), result);
    expect(value).toEqual({ kind: 'refused', problem: 'Too long.' });
    expect(byHttp).toEqual([]);
  });

  it('asks over HTTP when the socket could not reach the service behind it', async () => {
    const { value } = await over(new ApiProblem(503, 'unavailable', 'Later.'), result);
    expect(value.kind).toBe('accepted');
  });

  it('tells a refusal, a failing server and a missing connection apart', async () => {
    const kinds = [];
    for (const error of [
      new ApiProblem(409, 'message.client-id-reused', 'Reused.'),
      new ApiProblem(429, 'rate-limited', 'Slow down.'),
      new ApiProblem(500, 'internal', 'Broken.'),
      new Unreachable(),
    ]) {
      kinds.push((await over(null, error)).value.kind);
    }
    expect(kinds).toEqual(['refused', 'server-failed', 'server-failed', 'unreachable']);
  });
});
