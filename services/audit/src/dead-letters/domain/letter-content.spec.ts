import { eventIn, letterContent } from './letter-content.js';

const event = {
  specversion: '1.0',
  id: 'e-1',
  source: 'chat-api',
  type: 'parley.task.created.v1',
  subject: 'task-1',
  data: { task: { workspaceId: 'w1' } },
};
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('what a letter says about itself', () => {
  it('is read from an event', () => {
    expect(letterContent(bytes(event))).toEqual({
      identity: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      eventId: 'e-1',
      type: 'parley.task.created.v1',
      time: null,
      workspaceId: 'w1',
      replayable: true,
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['text that is no JSON', Buffer.from('{"id":')],
    ['a list', bytes([event])],
    ['null', bytes(null)],
    ['text', bytes('text')],
    ['another object', bytes({ some: 'thing' })],
  ])('is nothing when it is %s', (_, content) => {
    expect(letterContent(content)).toMatchObject({
      eventId: null,
      type: null,
      workspaceId: null,
      replayable: false,
    });
  });

  it.each([
    ['no id', { id: undefined }],
    ['an empty id', { id: '' }],
    ['an id that is no text', { id: 7 }],
    ['no type', { type: undefined }],
    ['no source', { source: undefined }],
    ['another version of CloudEvents', { specversion: '0.3' }],
  ])('is no event when it has %s', (_, change) => {
    expect(letterContent(bytes({ ...event, ...change })).replayable).toBe(false);
    expect(eventIn(bytes({ ...event, ...change }))).toBeUndefined();
  });

  it('is cut to what can be stored', () => {
    const names = letterContent(
      bytes({
        ...event,
        id: `\u0000${'i'.repeat(5_000)}`,
        type: `${'t'.repeat(199)}😀`,
        data: { workspaceId: 'w'.repeat(5_000) },
      }),
    );
    expect(names.eventId).toBe(`\uFFFD${'i'.repeat(199)}`);
    expect(names.type).toBe(`${'t'.repeat(199)}\uFFFD`);
    expect(names.workspaceId).toBeNull();
  });
});

it('is not replayed when its text is not sound, since it would be published as something else', () => {
  const unsound = Buffer.concat([
    bytes({ ...event, data: 'x' }).subarray(0, -2),
    Buffer.from([0xff, 0x22, 0x7d]),
  ]);
  expect(letterContent(unsound).replayable).toBe(false);
  expect(eventIn(unsound)).toBeUndefined();
});

describe('two deliveries', () => {
  const identity = (value: Uint8Array) => letterContent(value).identity;

  it('are one letter when the event has the same id, however it was written', () => {
    expect(identity(bytes({ ...event, traceid: 'x' }))).toBe(identity(bytes(event)));
    expect(identity(bytes({ ...event, id: 'e-2' }))).not.toBe(identity(bytes(event)));
  });

  it('of something without an id are one letter when the bytes are the same', () => {
    expect(identity(Buffer.from('a'))).toBe(identity(Buffer.from('a')));
    expect(identity(Buffer.from('a'))).not.toBe(identity(Buffer.from('b')));
  });

  it('of an event and of bytes that spell its identity are two letters', () => {
    for (const text of ['x', 'id:x', 'bytes:x']) {
      expect(identity(Buffer.from(text))).not.toBe(identity(bytes({ id: 'x' })));
    }
  });

  it('are told apart by ids that only differ where they are cut for reading', () => {
    const long = (end: string) => bytes({ ...event, id: 'i'.repeat(300) + end });
    expect(identity(long('a'))).not.toBe(identity(long('b')));
  });
});

describe('the event to publish again', () => {
  it('is the one that was given up', () => {
    const whole = { ...event, time: '2026-08-01T09:00:00.000Z', traceparent: 't', traceid: 't', other: 1 };
    expect(eventIn(bytes(whole))).toEqual(whole);
  });

  it('has both trace members, which the sidecar would replace otherwise', () => {
    expect(eventIn(bytes({ ...event, traceparent: 't' }))).toEqual({
      ...event,
      traceparent: 't',
      traceid: 't',
    });
  });

  it('has no trace members that are not text', () => {
    const odd = { ...event, traceparent: { x: 1 }, traceid: 7, tracestate: null };
    expect(Object.keys(eventIn(bytes(odd)) ?? {}).filter((name) => name.startsWith('trace'))).toEqual([]);
  });
});
