import {
  Publisher,
  SidecarError,
  type CloudEvent,
  type OutgoingEvent,
  type SidecarOptions,
} from '@parley/dapr';
import { Clock } from '@parley/kernel';
import { Outbox, Relay } from '@parley/outbox';
import { AuditConfig } from '../src/audit-config.js';
import { LetterPruner } from '../src/dead-letters/adapters/letter-pruner.js';
import { PrismaDeadLetterStore } from '../src/dead-letters/adapters/prisma-dead-letter-store.js';
import { DropDeadLetter } from '../src/dead-letters/application/drop-dead-letter.js';
import { KeepDeadLetter } from '../src/dead-letters/application/keep-dead-letter.js';
import { LetterReplayer } from '../src/dead-letters/application/letter-replayer.js';
import { ListDeadLetters } from '../src/dead-letters/application/list-dead-letters.js';
import { OperatorLog } from '../src/dead-letters/application/operator-log.js';
import { ReplayDeadLetter } from '../src/dead-letters/application/replay-dead-letter.js';
import { ReplayMatching } from '../src/dead-letters/application/replay-matching.js';
import { AuditDatabase } from './audit-database.js';
import { anEvent } from './events.js';

/** Goes on by a second whenever it is asked. */
class TickingClock extends Clock {
  private milliseconds = Date.parse('2026-08-02T00:00:00.000Z');

  override now(): Date {
    return new Date((this.milliseconds += 1_000));
  }
}

interface Published extends OutgoingEvent {
  readonly topic: string;
}

const DAYS = 15;

let database: AuditDatabase;
let clock: TickingClock;
let store: PrismaDeadLetterStore;
let keep: KeepDeadLetter;
let list: ListDeadLetters;
let replay: ReplayDeadLetter;
let replayMatching: ReplayMatching;
let drop: DropDeadLetter;
let published: Published[];
/** What the broker does next, beside taking what it is given. */
let atBroker: (events: readonly OutgoingEvent[]) => Promise<void>;

beforeAll(async () => {
  database = await AuditDatabase.start();
  const { transactions } = database;
  clock = new TickingClock();
  store = new PrismaDeadLetterStore(transactions);
  const publisher = {
    async publishBulk(topic: string, events: readonly OutgoingEvent[]): Promise<void> {
      published.push(...events.map((one) => ({ topic, ...one })));
      await atBroker(events);
    },
  } as unknown as Publisher;
  // Never started, so that what was written stays in the table.
  const relay = new Relay(transactions, publisher, {} as SidecarOptions);
  const log = new OperatorLog(new Outbox(transactions, relay, clock));
  const replayer = new LetterReplayer(transactions, store, publisher, log, clock);
  keep = new KeepDeadLetter(store, clock);
  list = new ListDeadLetters(store);
  replay = new ReplayDeadLetter(store, replayer, clock, DAYS);
  replayMatching = new ReplayMatching(store, replayer, clock, DAYS);
  drop = new DropDeadLetter(transactions, store, log, clock);
});

beforeEach(() => {
  published = [];
  atBroker = () => Promise.resolve();
});
afterEach(() => database.admin.query('TRUNCATE dead_letters, outbox'));
afterAll(() => database.stop());

const bytesOf = (event: unknown) => Buffer.from(JSON.stringify(event));

/** Keeps an event and answers how it is known. */
async function kept(event: CloudEvent, key = event.subject): Promise<string> {
  await keep.execute('task-events', bytesOf(event), key);
  const { items } = await list.execute({}, 200);
  return items.find(({ eventId }) => eventId === event.id)?.id ?? '';
}

const recorded = async (): Promise<unknown[]> =>
  (
    await database.admin.query<{ topic: string; type: string; data: object }>(
      'SELECT topic, type, data FROM outbox ORDER BY position',
    )
  ).rows;

describe(KeepDeadLetter.name, () => {
  it('keeps a letter with what it says about itself', async () => {
    const event = anEvent();
    const id = await kept(event, 'tåsk');
    expect(await store.find(id)).toMatchObject({
      topic: 'task-events',
      key: 'tåsk',
      eventId: event.id,
      type: event.type,
      workspaceId: 'w1',
      bytes: new Uint8Array(bytesOf(event)),
      replayable: true,
      deliveries: 1,
      status: 'open',
      resolvedAt: null,
      resolvedBy: null,
    });
  });

  it('counts deliveries of the same event and keeps it once, also when they come at once', async () => {
    const event = anEvent();
    await Promise.all(Array.from({ length: 8 }, () => keep.execute('task-events', bytesOf(event), 'k')));
    const { items } = await list.execute({}, 10);
    expect(items).toMatchObject([{ eventId: event.id, deliveries: 8, status: 'open' }]);
    expect(items[0]?.lastAt.getTime()).toBeGreaterThan(items[0]?.firstAt.getTime() ?? Infinity);
  });

  it('keeps the same event of two topics twice', async () => {
    const event = anEvent();
    await keep.execute('task-events', bytesOf(event));
    await keep.execute('reminders', bytesOf(event));
    expect((await list.execute({}, 10)).items.map(({ topic }) => topic)).toEqual([
      'reminders',
      'task-events',
    ]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), undefined],
    ['no text', Buffer.from([0xff, 0x00, 0xfe]), 'k'],
    ['no JSON', Buffer.from('{"id":'), 'k'],
    [
      'text with NUL',
      bytesOf({ id: 'a\u0000b', type: '\ud800', data: { workspaceId: '\u0000' } }),
      'a\u0000b',
    ],
    [
      'an id longer than an index takes',
      bytesOf({ ...anEvent(), id: 'x'.repeat(500_000) }),
      'k'.repeat(9_000),
    ],
  ])('keeps %s, each form once', async (_, bytes, key) => {
    await keep.execute('task-events', bytes, key);
    await keep.execute('task-events', bytes, key);
    const { items } = await list.execute({}, 10);
    expect(items).toMatchObject([{ deliveries: 2, status: 'open' }]);
    expect(Buffer.from((await store.find(items[0]?.id ?? ''))?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('opens a letter again that comes back after its replay', async () => {
    const event = anEvent();
    const id = await kept(event);
    await replay.execute(id, 'operator');
    expect(await store.find(id)).toMatchObject({ status: 'replayed', resolvedBy: 'operator' });
    await kept(event);
    expect(await store.find(id)).toMatchObject({
      status: 'open',
      deliveries: 2,
      resolvedAt: null,
      resolvedBy: null,
    });
  });

  it('only counts what was dropped', async () => {
    const event = anEvent();
    const id = await kept(event);
    await drop.execute(id, 'operator');
    await kept(event);
    expect(await store.find(id)).toMatchObject({ status: 'dropped', deliveries: 2, resolvedBy: 'operator' });
  });
});

describe(ReplayDeadLetter.name, () => {
  it('publishes the event as it was, under its key, and records who did it', async () => {
    const event = anEvent({ traceparent: '00-a-b-01', traceid: '00-a-b-01' });
    const id = await kept(event, 'the key');
    expect(await replay.execute(id, 'operator')).toMatchObject({ id, status: 'replayed' });
    expect(published).toEqual([{ topic: 'task-events', event, partitionKey: 'the key' }]);
    expect(await recorded()).toEqual([
      {
        topic: 'security-events',
        type: 'parley.operator.acted.v1',
        data: {
          action: 'dead-letter.replayed',
          workspaceId: 'w1',
          operator: 'operator',
          objectId: id,
          details: { topic: 'task-events', eventId: event.id, type: event.type },
        },
      },
    ]);
  });

  it('takes the subject for a key when the letter came without one', async () => {
    const event = anEvent();
    await keep.execute('task-events', bytesOf(event));
    await replayMatching.execute({}, 'operator');
    expect(published).toMatchObject([{ partitionKey: event.subject }]);
  });

  it('leaves a letter open, unrecorded, when the broker does not take it', async () => {
    const id = await kept(anEvent());
    atBroker = () => Promise.reject(new SidecarError('publish', 500, 'no'));
    await expect(replay.execute(id, 'operator')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await store.find(id)).toMatchObject({ status: 'open' });
    expect(await recorded()).toEqual([]);
  });

  it('that dies between publishing and marking is simply done again, with the same id', async () => {
    const event = anEvent();
    const id = await kept(event);
    await database.admin.query('ALTER TABLE outbox ADD CONSTRAINT dies CHECK (false) NOT VALID');
    await expect(replay.execute(id, 'operator')).rejects.toThrow();
    await database.admin.query('ALTER TABLE outbox DROP CONSTRAINT dies');
    // The mark and its record are one transaction, so neither is there.
    expect(await store.find(id)).toMatchObject({ status: 'open' });
    expect(published.map((one) => one.event.id)).toEqual([event.id]);
    await replay.execute(id, 'operator');
    expect(published.map((one) => one.event.id)).toEqual([event.id, event.id]);
    expect(await recorded()).toHaveLength(1);
  });

  it('leaves a letter open that came back before it was marked', async () => {
    const event = anEvent();
    const id = await kept(event);
    atBroker = () => keep.execute('task-events', bytesOf(event));
    expect(await replay.execute(id, 'operator')).toMatchObject({ status: 'open', deliveries: 2 });
    expect(await recorded()).toHaveLength(1);
  });

  it('refuses what is no event, and publishes nothing', async () => {
    await keep.execute('task-events', Buffer.from('no JSON'));
    const [letter] = (await list.execute({}, 1)).items;
    await expect(replay.execute(letter?.id ?? '', 'operator')).rejects.toMatchObject({
      code: 'dead-letter.not-an-event',
      kind: 'conflict',
    });
    expect({ published, recorded: await recorded() }).toEqual({ published: [], recorded: [] });
  });

  it('refuses one that services no longer remember, unless that is wanted', async () => {
    const young = await kept(anEvent({ time: '2026-07-18T03:00:00Z' }));
    const old = await kept(anEvent({ time: '2026-07-18T01:00:00Z' }));
    await replay.execute(young, 'operator');
    await expect(replay.execute(old, 'operator')).rejects.toMatchObject({
      code: 'dead-letter.forgotten',
      kind: 'conflict',
      details: { days: 15 },
    });
    expect(published).toHaveLength(1);
    expect(await replay.execute(old, 'operator', true)).toMatchObject({ status: 'replayed' });
    expect(published).toHaveLength(2);
  });

  it.each([
    ['does not say when it was made', undefined],
    ['says something that is no time', 'yesterday'],
    ['says a time that is still to come', '2030-01-01T00:00:00Z'],
  ])('takes the first delivery of one that %s', async (_, time) => {
    const letter = await store.find(await kept({ ...anEvent(), time } as CloudEvent));
    expect(letter?.madeAt).toEqual(letter?.firstAt);
  });

  it('knows no letter that is not there', async () => {
    const id = '0199c5a2-7c1e-7b1d-9f57-3c1f0c3f5a10';
    await expect(replay.execute(id, 'operator')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(drop.execute(id, 'operator')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe(ReplayMatching.name, () => {
  it('replays the open events of its filter, oldest first, each once', async () => {
    const events = Array.from({ length: 120 }, (_, i) => anEvent({ subject: `t${i}` }));
    for (const event of events) await keep.execute('task-events', bytesOf(event), event.subject);
    await keep.execute('task-events', bytesOf(anEvent({ type: 'parley.other.v1' })));
    await keep.execute('reminders', bytesOf(anEvent()));
    await keep.execute('task-events', Buffer.from('no JSON'));
    const done = await replayMatching.execute({ topic: 'task-events', type: events[0]?.type }, 'operator');
    expect(done).toMatchObject({ replayed: 120, notEvents: 0, more: false });
    expect(published.map(({ event }) => event.id)).toEqual(events.map(({ id }) => id));
    expect(await recorded()).toHaveLength(120);
    expect(await replayMatching.execute({ topic: 'task-events' }, 'operator')).toMatchObject({
      replayed: 1,
      notEvents: 1,
    });
  });

  it('takes up nothing that comes back while it is at it', async () => {
    const events = Array.from({ length: 60 }, () => anEvent());
    for (const event of events) await keep.execute('task-events', bytesOf(event));
    atBroker = async (sent) => {
      for (const { event } of sent) await keep.execute('task-events', bytesOf(event));
    };
    const first = await replayMatching.execute({}, 'operator');
    expect(first).toMatchObject({ replayed: 60, more: false });
    expect(await replayMatching.execute({ to: first.to }, 'operator')).toMatchObject({ replayed: 0 });
    expect((await list.execute({ status: 'open' }, 200)).items).toHaveLength(60);
  });

  it('leaves what is given up meanwhile for the next call, and replays nothing twice', async () => {
    const events = Array.from({ length: 60 }, () => anEvent());
    for (const event of events) await keep.execute('task-events', bytesOf(event));
    atBroker = async (sent) => {
      await keep.execute('task-events', bytesOf(anEvent()));
      for (const { event } of sent) await keep.execute('task-events', bytesOf(event));
    };
    expect((await replayMatching.execute({}, 'operator')).replayed).toBe(60);
    published = [];
    await replayMatching.execute({ to: new Date('2030-01-01') }, 'operator');
    const ids = published.map(({ event }) => event.id);
    expect(ids.length).toBeGreaterThan(60);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves those open that services no longer remember, and says how many', async () => {
    const [old, young] = [
      anEvent({ time: '2026-07-01T00:00:00Z' }),
      anEvent({ time: '2026-08-01T00:00:00Z' }),
    ];
    for (const event of [old, young]) await keep.execute('task-events', bytesOf(event));
    expect(await replayMatching.execute({}, 'operator')).toMatchObject({
      replayed: 1,
      tooOld: 1,
      more: false,
    });
    expect(published.map(({ event }) => event.id)).toEqual([young.id]);
  });

  it('chooses by when letters came last', async () => {
    const [early, late] = [anEvent(), anEvent()];
    await keep.execute('task-events', bytesOf(early));
    const between = clock.now();
    await keep.execute('task-events', bytesOf(late));
    await replayMatching.execute({ from: between }, 'operator');
    await replayMatching.execute({ to: between }, 'operator');
    expect(published.map(({ event }) => event.id)).toEqual([late.id, early.id]);
  });
});

describe(DropDeadLetter.name, () => {
  it('keeps the row, records who did it, and does so once', async () => {
    await keep.execute('task-events', Buffer.from('no JSON'));
    const [letter] = (await list.execute({}, 1)).items;
    const id = letter?.id ?? '';
    expect(await drop.execute(id, 'operator')).toMatchObject({ status: 'dropped', resolvedBy: 'operator' });
    expect(await drop.execute(id, 'operator')).toMatchObject({ status: 'dropped' });
    expect(await recorded()).toEqual([
      expect.objectContaining({
        data: {
          action: 'dead-letter.dropped',
          workspaceId: 'system',
          operator: 'operator',
          objectId: id,
          details: { topic: 'task-events' },
        },
      }),
    ]);
    expect((await replayMatching.execute({}, 'operator')).notEvents).toBe(0);
  });

  it('refuses what was replayed', async () => {
    const id = await kept(anEvent());
    await replay.execute(id, 'operator');
    await expect(drop.execute(id, 'operator')).rejects.toMatchObject({ kind: 'conflict' });
    expect(await store.find(id)).toMatchObject({ status: 'replayed' });
  });
});

describe(LetterPruner.name, () => {
  it('removes what was dealt with long ago, and never what is open', async () => {
    const [open, replayed, dropped, recent] = [anEvent(), anEvent(), anEvent(), anEvent()];
    await kept(open);
    await replay.execute(await kept(replayed), 'operator');
    await drop.execute(await kept(dropped), 'operator');
    await drop.execute(await kept(recent), 'operator');
    const ago = (days: number) => `CURRENT_TIMESTAMP - interval '${days} days'`;
    await database.admin.query(`UPDATE dead_letters SET last_at = ${ago(91)}`);
    await database.admin.query(
      `UPDATE dead_letters SET resolved_at = CASE event_id WHEN $1 THEN ${ago(89)} ELSE ${ago(91)} END
       WHERE status <> 'open'`,
      [recent.id],
    );
    expect(await new LetterPruner(database.transactions, new AuditConfig()).prune()).toBe(2);
    const left = (await list.execute({}, 10)).items.map(({ eventId }) => eventId);
    expect(left).toEqual([recent.id, open.id]);
  });
});

describe(ListDeadLetters.name, () => {
  it('gives each letter once over pages, newest first', async () => {
    for (let i = 0; i < 25; i++) await keep.execute('task-events', Buffer.from(`letter ${i}`));
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await list.execute({ status: 'open' }, 10, before);
      seen.push(...page.items.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(seen).toHaveLength(25);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it('tells open ones, of one topic, of one type', async () => {
    const [a, b] = [anEvent(), anEvent({ type: 'parley.other.v1' })];
    await drop.execute(await kept(a), 'operator');
    await kept(b);
    await keep.execute('reminders', bytesOf(b));
    const ids = async (filter: Parameters<ListDeadLetters['execute']>[0]) =>
      (await list.execute(filter, 10)).items.map(({ topic, eventId }) => [topic, eventId]);
    expect(await ids({ status: 'open', topic: 'task-events' })).toEqual([['task-events', b.id]]);
    expect(await ids({ status: 'dropped' })).toEqual([['task-events', a.id]]);
    expect(await ids({ type: 'parley.other.v1', topic: 'reminders' })).toEqual([['reminders', b.id]]);
    expect([...(await store.countOpen())].sort()).toEqual([
      ['reminders', 1],
      ['task-events', 1],
    ]);
  });
});
