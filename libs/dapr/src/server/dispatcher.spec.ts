import { defineCommand, taskCompletedV1, type EventDefinition } from '@parley/contracts';
import { DomainError, type ErrorKind } from '@parley/kernel';
import { IsString } from 'class-validator';
import { of } from 'rxjs';
import { DaprContext } from './dapr-context.js';
import { DeliveryObserver } from './delivery-observer.js';
import { Dispatcher, NoHandlerError } from './dispatcher.js';
import { patternOf, type Handler, type HandlerExtras } from './handlers.js';

class Greeting {
  @IsString()
  name!: string;
}
const greeted = {
  type: 'parley.test.greeted.v1',
  topic: 'task-events',
  payload: Greeting,
} as unknown as EventDefinition;
const greet = defineCommand<Greeting, { text: string }>({
  app: 'chat-api',
  method: 'people.greet',
  request: Greeting,
  callers: [],
});

class Refusal extends DomainError {
  readonly code = 'test.refused';
  readonly kind: ErrorKind = 'not-found';
}

class Records extends DeliveryObserver {
  readonly list: unknown[][] = [];
  override handled(kind: string, name: string, outcome: string): void {
    this.list.push([kind, name, outcome]);
  }
}

function dispatcher(handlers: Readonly<Record<string, [HandlerExtras, Handler]>>) {
  const observer = new Records();
  const map = new Map(
    Object.entries(handlers).map(([pattern, [extras, handler]]) => [
      pattern,
      Object.assign(handler, { extras }),
    ]),
  );
  return { observer, dispatcher: new Dispatcher(map, observer) };
}

const onGreeted = (handler: Handler): Record<string, [HandlerExtras, Handler]> => ({
  [patternOf.event(greeted.type)]: [{ kind: 'event', definition: greeted, pubsub: 'pubsub' }, handler],
});
const onJob = (prefix: string, handler: Handler): Record<string, [HandlerExtras, Handler]> => ({
  [patternOf.job(prefix)]: [{ kind: 'job' }, handler],
});
const event = (more: object = {}) => ({ id: 'e-1', type: greeted.type, data: { name: 'Ada' }, ...more });

describe('an event', () => {
  it('reaches its handler with the payload, the envelope and the headers', async () => {
    const seen: unknown[] = [];
    const { dispatcher: it, observer } = dispatcher(
      onGreeted((payload, context) => {
        const { event: envelope, headers } = context as DaprContext;
        seen.push([payload, envelope.id, headers.__key]);
      }),
    );
    expect(await it.event({ __key: 'k' }, event())).toBe('SUCCESS');
    expect(seen).toEqual([[Object.assign(new Greeting(), { name: 'Ada' }), 'e-1', 'k']]);
    expect(observer.list).toEqual([['event', greeted.type, 'SUCCESS']]);
  });

  it.each([
    ['is acknowledged only after an asynchronous handler is done', async () => Promise.resolve(), 'SUCCESS'],
    ['is acknowledged after the last value of an observable', () => of(1, 2), 'SUCCESS'],
    [
      'is repeated when its handler throws',
      () => {
        throw new Error('boom');
      },
      'RETRY',
    ],
    ['is repeated when its handler rejects', async () => Promise.reject(new Error('boom')), 'RETRY'],
    [
      'is given up when the domain refuses it',
      () => {
        throw new Refusal('There is no such thing.');
      },
      'DROP',
    ],
  ])('%s', async (_, handler, outcome) => {
    const { dispatcher: it, observer } = dispatcher(onGreeted(handler));
    expect(await it.event({}, event())).toBe(outcome);
    expect(observer.list).toEqual([['event', greeted.type, outcome]]);
  });

  it.each([
    ['breaks its contract', event({ data: { name: 7 } })],
    ['has no data', event({ data: undefined })],
    ['has no id, by which it would be recognised', event({ id: undefined })],
    ['has no type', event({ type: undefined })],
    ['has a type that is not text', event({ type: 3 })],
    ['is of a type that this build does not know', event({ type: 'parley.task.completed.v99' })],
    ['is not an event at all', 'text'],
    ['is missing', undefined],
    ['is null', null],
  ])('is kept as a dead letter, unhandled, when it %s', async (_, body) => {
    let calls = 0;
    const { dispatcher: it } = dispatcher(
      onGreeted(() => {
        calls += 1;
      }),
    );
    expect({ outcome: await it.event({}, body), calls }).toEqual({ outcome: 'DROP', calls: 0 });
  });

  it('of a known type that this app does not consume is done with', async () => {
    const { dispatcher: it, observer } = dispatcher(onGreeted(() => undefined));
    expect(await it.event({}, event({ type: taskCompletedV1.type }))).toBe('SUCCESS');
    expect(observer.list).toEqual([['event', taskCompletedV1.type, 'IGNORED']]);
  });
});

describe('events of a type, several at a time', () => {
  const onSome = (handler: Handler): Record<string, [HandlerExtras, Handler]> => ({
    [patternOf.events(greeted.type)]: [{ kind: 'events', definition: greeted, pubsub: 'pubsub' }, handler],
  });
  const entries = (...events: object[]) => ({
    entries: events.map((event, index) => ({ entryId: String(index), event })),
  });
  const hello = (id: string, name: unknown) => ({ id, type: greeted.type, data: { name, more: 1 } });
  const statuses = async (answer: Promise<unknown>) =>
    ((await answer) as { statuses: { status: string }[] }).statuses.map(({ status }) => status);

  it('come together, validated, with their envelopes', async () => {
    const seen: unknown[] = [];
    const { dispatcher: it } = dispatcher(onSome((delivered) => seen.push(delivered)));
    const batch = it.batch('task-events', {}, entries(hello('a', 'Ada'), hello('b', 'Bob')));
    expect(await statuses(batch)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(seen).toEqual([
      [
        { event: hello('a', 'Ada'), payload: { name: 'Ada' } },
        { event: hello('b', 'Bob'), payload: { name: 'Bob' } },
      ],
    ]);
  });

  it('do not suffer from one among them that is wrong, has no id, or nobody knows', async () => {
    const handled: string[] = [];
    const { dispatcher: it } = dispatcher(
      onSome((delivered) => {
        for (const { event } of delivered as { event: { id: string } }[]) handled.push(event.id);
      }),
    );
    const nameless = { type: greeted.type, data: { name: 'x' } };
    const unknown = { id: 'u', type: 'parley.test.unknown.v9', data: {} };
    const batch = entries(hello('a', 'Ada'), hello('wrong', 7), nameless, unknown, hello('b', 'Bob'));
    expect(await statuses(it.batch('task-events', {}, batch))).toEqual([
      'SUCCESS',
      'DROP',
      'DROP',
      'DROP',
      'SUCCESS',
    ]);
    expect(new Set(handled)).toEqual(new Set(['a', 'b']));
  });

  it('of a type that is not for this app are done with', async () => {
    const { dispatcher: it } = dispatcher(onSome(() => undefined));
    const other = { id: 'c', type: taskCompletedV1.type, data: {} };
    expect(await statuses(it.batch('task-events', {}, entries(hello('a', 'Ada'), other)))).toEqual([
      'SUCCESS',
      'SUCCESS',
    ]);
  });
});

describe('a batch', () => {
  const batch = (...ids: string[]) => ({
    entries: ids.map((id, i) => ({ entryId: String(i), event: { id } })),
  });
  const onTopic = (handler: Handler): Record<string, [HandlerExtras, Handler]> => ({
    [patternOf.topic('task-events')]: [{ kind: 'topic', topic: 'task-events', pubsub: 'pubsub' }, handler],
  });

  it('keeps its order and is handled at once', async () => {
    const seen: unknown[] = [];
    const { dispatcher: it } = dispatcher(
      onTopic((events) => {
        seen.push(events);
      }),
    );
    await it.batch('task-events', {}, batch('a', 'b'));
    expect(seen).toEqual([[{ id: 'a' }, { id: 'b' }]]);
  });

  it('gives up only the event that the domain refuses', async () => {
    const { dispatcher: it } = dispatcher(
      onTopic((events) => {
        if ((events as { id: string }[]).some(({ id }) => id === 'bad')) throw new Refusal('Bad.');
      }),
    );
    const { statuses } = (await it.batch('task-events', {}, batch('a', 'bad', 'b'))) as { statuses: unknown };
    expect(statuses).toEqual([
      { entryId: '0', status: 'SUCCESS' },
      { entryId: '1', status: 'DROP' },
      { entryId: '2', status: 'SUCCESS' },
    ]);
  });

  it('without a handler is repeated', async () => {
    const { dispatcher: it } = dispatcher({});
    expect(await it.batch('task-events', {}, batch('a'))).toEqual({
      statuses: [{ entryId: '0', status: 'RETRY' }],
    });
  });
});

describe('a dead letter', () => {
  const onLetters = (handler: Handler): Record<string, [HandlerExtras, Handler]> => ({
    [patternOf.deadLetter('task-events')]: [
      { kind: 'dead-letter', topic: 'task-events', pubsub: 'pubsub' },
      handler,
    ],
  });
  const entry = { entryId: '0', event: Buffer.from('no JSON').toString('base64'), metadata: { __key: 'k' } };
  const body = { entries: [entry] };
  const answered = (status: string) => ({ statuses: [{ entryId: '0', status }] });

  it('reaches its handler as bytes with its key', async () => {
    const seen: unknown[] = [];
    const { dispatcher: it, observer } = dispatcher(
      onLetters((letter) => {
        seen.push(letter);
      }),
    );
    expect(await it.deadLetters('task-events', {}, body)).toEqual(answered('SUCCESS'));
    expect(seen).toEqual([{ bytes: Buffer.from('no JSON'), key: 'k', headers: { __key: 'k' } }]);
    expect(observer.list).toEqual([['dead-letter', 'task-events', 'SUCCESS']]);
  });

  it.each([
    ['its handler fails', new Error('boom'), body],
    ['the domain refuses it', new Refusal('No.'), body],
    ['it was not delivered as bytes', undefined, { entries: [{ ...entry, event: { id: 'e-1' } }] }],
  ])('is never given up, also when %s', async (_, error, delivered) => {
    const { dispatcher: it, observer } = dispatcher(
      onLetters(() => {
        if (error) throw error;
      }),
    );
    expect(await it.deadLetters('task-events', {}, delivered)).toEqual(answered('RETRY'));
    expect(observer.list).toEqual([['dead-letter', 'task-events', 'RETRY']]);
  });

  it('without a handler is repeated', async () => {
    const { dispatcher: it } = dispatcher({});
    expect(await it.deadLetters('reminders', {}, body)).toEqual(answered('RETRY'));
  });
});

describe('a job', () => {
  it.each([
    ['reminder', 'short'],
    ['reminder-1', 'short'],
    ['reminder-sweep', 'long'],
    ['reminder-sweep-1', 'long'],
  ])('%s reaches the handler with the longest prefix', async (name, expected) => {
    const seen: string[] = [];
    const { dispatcher: it } = dispatcher({
      ...onJob('reminder', () => {
        seen.push('short');
      }),
      ...onJob('reminder-sweep', () => {
        seen.push('long');
      }),
    });
    await it.job(name, {}, {});
    expect(seen).toEqual([expected]);
  });

  it.each(['reminders', 'remind', 'other', ''])(
    '"%s" is nobody\'s, and fails so that it is repeated',
    async (name) => {
      const { dispatcher: it } = dispatcher(onJob('reminder', () => undefined));
      await expect(it.job(name, {}, {})).rejects.toBeInstanceOf(NoHandlerError);
    },
  );

  it('fails when its handler does', async () => {
    const { dispatcher: it, observer } = dispatcher(
      onJob('reminder', () => {
        throw new Error('boom');
      }),
    );
    await expect(it.job('reminder', {}, {})).rejects.toThrow('boom');
    expect(observer.list).toEqual([['job', 'reminder', 'RETRY']]);
  });
});

describe('a command', () => {
  const onGreet = (handler: Handler): Record<string, [HandlerExtras, Handler]> => ({
    [patternOf.command(greet.method)]: [{ kind: 'command', definition: greet }, handler],
  });

  it('is answered by its handler', async () => {
    const { dispatcher: it } = dispatcher(
      onGreet((request) => ({ text: `Hello ${(request as Greeting).name}` })),
    );
    expect(await it.command('people.greet', {}, { name: 'Ada', later: 1 })).toEqual({ text: 'Hello Ada' });
  });

  it.each([
    ['that breaks its contract', 'people.greet', {}, 'payload.invalid'],
    ['without a body', 'people.greet', undefined, 'payload.invalid'],
    ['that nobody answers', 'people.forget', {}, undefined],
  ])('%s fails', async (_, method, body, code) => {
    const { dispatcher: it } = dispatcher(onGreet(() => ({})));
    const error: unknown = await it.command(method, {}, body).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect((error as { code?: string }).code).toBe(code);
  });
});
