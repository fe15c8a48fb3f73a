import { sidecarTracing } from '@parley/stack';
import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientSocket } from '../support/client-socket.ts';
import { OtlpReceiver, type Span } from '../support/otlp/receiver.ts';
import { ownStack, replicas, withOwnStack } from '../support/own-stack.ts';
import { Person } from '../support/person.ts';
import { waitUntil } from '../support/waiting.ts';

/** Every hop on the way, as service and span; daprd is the sidecar of that service. */
const HOPS = [
  'realtime: message.send',
  'realtime daprd: CallLocal/chat-api/rpc/messages.send',
  'chat-api daprd: CallLocal/chat-api/rpc/messages.send',
  'chat-api: serve messages.send',
  'chat-api: send task-events',
  'chat-api daprd: /v1.0/publish/bulk/pubsub/task-events',
  'recurring-task daprd: pubsub/task-events',
  'audit daprd: pubsub/task-events',
  'audit: process task-events',
  'notification daprd: pubsub/task-events',
  'notification: process parley.task.created.v1',
  'notification: send reminders',
  'notification: process job reminder',
  'chat-api daprd: pubsub/reminders',
  'chat-api: process parley.reminder.due.v1',
  'audit: process reminders',
  'chat-api: send task-updates',
  'audit: process task-updates',
  'realtime daprd: pubsub/task-updates',
  'realtime: process parley.change.appended.v1',
];

const hopOf = ({ service, scope, name }: Span) =>
  `${service}${scope === 'dapr-diagnostics' ? ' daprd' : ''}: ${name}`;

withOwnStack('the trace of a message', () => {
  let collector: OtlpReceiver;
  let ann: Person;

  beforeAll(async () => {
    collector = await OtlpReceiver.start();
    ann = await Person.signUp();
    await restart({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' });
  }, 120_000);

  afterAll(async () => {
    await restart({});
    ann.leave();
    await collector.stop();
  }, 120_000);

  it('leads without a gap from its sender through every service to the reminder in the socket', async () => {
    const [traceId, sender] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    const pushed: { reminder: boolean; traceparent: string }[] = [];
    const socket = await ann.openSocket();
    socket.socket.on(
      'change',
      ({ message }: { message?: { blocks: { type: string }[] } }, about: { traceparent: string }) => {
        const reminder = message?.blocks.some(({ type }) => type === 'reminder') ?? false;
        pushed.push({ reminder, traceparent: about.traceparent });
      },
    );
    const { ok } = await say(socket, 'remind me in 3 seconds to stir', `00-${traceId}-${sender}-01`);
    expect(ok).toBe(true);

    const spans = () => collector.ofTrace(traceId);
    // Brokers and scheduler have just lost all their clients; how late a reminder may be is for other tests to say.
    const lastPush = await waitUntil('the reminder', () => pushed.find(({ reminder }) => reminder), 60_000);
    const missing = () => {
      const seen = new Set(spans().map(hopOf));
      return HOPS.filter((hop) => !seen.has(hop));
    };
    const orphans = () => {
      const known = new Set([sender, ...spans().map(({ spanId }) => spanId)]);
      return spans().filter(({ parentSpanId }) => !known.has(parentSpanId));
    };
    /** As the sockets heard them: each push is the end of a span of realtime. */
    const unknown = () => {
      const ends = spans().filter((span) => hopOf(span) === 'realtime: process parley.change.appended.v1');
      const known = ends.map(({ spanId }) => `00-${traceId}-${spanId}-01`);
      return pushed.filter(({ traceparent }) => !known.includes(traceparent));
    };
    // Spans are sent in batches, each process in its own time.
    const arrived = () => [missing(), orphans(), unknown()].every(({ length }) => length === 0);
    await waitUntil('all spans', arrived, 15_000).catch(() => undefined);
    expect(missing()).toEqual([]);
    expect(orphans().map(hopOf)).toEqual([]);

    expect(unknown()).toEqual([]);
    expect(spans().filter(({ parentSpanId }) => parentSpanId === sender)).toHaveLength(1);
    expect(ancestors(lastPush.traceparent.slice(36, 52), spans()).map(hopOf)).toEqual(
      expect.arrayContaining(['notification: process job reminder', 'realtime: message.send']),
    );
  }, 90_000);

  /** Applies to services and sidecars alike, which decide on tracing when they start. */
  async function restart(env: Readonly<Record<string, string>>): Promise<void> {
    const stack = ownStack();
    await Promise.all(
      replicas().map(async ({ service, index }) => {
        await stack.restart(service.name, index, 'daprd', sidecarTracing(env));
        await stack.restart(service.name, index, 'app', env);
      }),
    );
    // A sidecar that is ready may not have found the others yet.
    const socket = await ann.openSocket();
    await waitUntil(
      'the services find one another',
      async () => (await ann.call('GET', '/conversations')).status === 200 && (await say(socket, 'help')).ok,
      60_000,
    );
  }

  function say(socket: ClientSocket, text: string, traceparent?: string): ReturnType<ClientSocket['send']> {
    return socket.send('message.send', {
      conversationId: ann.conversationId,
      clientMessageId: randomUUID(),
      text,
      ...(traceparent !== undefined && { traceparent }),
    });
  }
});

/** The spans above one, nearest first. */
function ancestors(spanId: string, spans: readonly Span[]): Span[] {
  const span = spans.find((candidate) => candidate.spanId === spanId);
  return span === undefined ? [] : [span, ...ancestors(span.parentSpanId, spans)];
}
