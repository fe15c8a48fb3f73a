import { Clock } from '@parley/kernel';
import { Inbox } from '@parley/outbox';
import { PrismaRecordStore } from '../src/records/adapters/prisma-record-store.js';
import { AppendEvents } from '../src/records/application/append-events.js';
import { ListRecords } from '../src/records/application/list-records.js';
import { VerifyChain } from '../src/records/application/verify-chain.js';
import { AuditDatabase } from './audit-database.js';
import { anEvent, eventOf } from './events.js';

class FixedClock extends Clock {
  override now(): Date {
    return new Date('2026-08-02T00:00:00.000Z');
  }
}

let database: AuditDatabase;
let append: AppendEvents;
let list: ListRecords;
let verify: VerifyChain;

beforeAll(async () => {
  database = await AuditDatabase.start();
  const { transactions } = database;
  const store = new PrismaRecordStore(transactions);
  append = new AppendEvents(transactions, new Inbox(transactions), store, new FixedClock());
  list = new ListRecords(store);
  verify = new VerifyChain(store);
});

afterEach(() => database.clear());
afterAll(() => database.stop());

const idsOf = async (workspaceId: string): Promise<string[]> =>
  (await list.execute(workspaceId, {}, 500)).items.map(({ id }) => id);

describe(AppendEvents.name, () => {
  it('chains the events of a batch in their order, per workspace', async () => {
    const [a, b, c] = [eventOf('w1'), eventOf('w2'), eventOf('w1')];
    await append.execute([a, b, c]);
    expect(await idsOf('w1')).toEqual([c.id, a.id]);
    expect(await idsOf('w2')).toEqual([b.id]);
    expect(await verify.execute('w1')).toMatchObject({ valid: true, count: 2, head: { seq: 2 } });
  });

  it('keeps an event once when it is delivered again, in another batch or the same', async () => {
    const event = eventOf('w1');
    expect(await append.execute([event, event])).toBe(1);
    expect(await append.execute([eventOf('w1'), event])).toBe(1);
    expect(await verify.execute('w1')).toMatchObject({ valid: true, count: 2 });
  });

  it('leaves nothing of a batch that fails', async () => {
    const event = eventOf('w1');
    await database.admin.query('ALTER TABLE chain_heads ADD CONSTRAINT fails CHECK (seq < 1)');
    await expect(append.execute([event])).rejects.toThrow();
    await database.admin.query('ALTER TABLE chain_heads DROP CONSTRAINT fails');
    expect(await append.execute([event])).toBe(1);
  });

  it('keeps the chains whole when batches of the same workspaces arrive at once', async () => {
    const batches = Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 20 }, (_, j) => eventOf(`w${(i + j) % 3}`)),
    );
    // Every batch twice, as after a rebalance.
    const added = await Promise.all([...batches, ...batches].map((batch) => append.execute(batch)));
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(240);
    for (const workspace of ['w0', 'w1', 'w2']) {
      expect(await verify.execute(workspace)).toMatchObject({ valid: true, count: 80 });
    }
  });

  it('keeps events of unknown types, without a workspace, and without an id', async () => {
    const stranger = anEvent({ type: 'parley.call.started.v7', data: { x: 1 } });
    const nameless = { data: { note: 'NUL \u0000 and half a pair \ud800' }, subject: 'a\u0000b' };
    await append.execute([stranger, nameless]);
    await append.execute([nameless]);
    const { items } = await list.execute('system', {}, 10);
    expect(items.map(({ type, subject, time }) => [type, subject, time])).toEqual([
      ['unknown', 'a\uFFFDb', '2026-08-02T00:00:00.000Z'],
      ['parley.call.started.v7', 'task-1', '2026-08-01T09:00:00.000Z'],
    ]);
    expect(await verify.execute('system')).toMatchObject({ valid: true, count: 2 });
  });
});

describe(ListRecords.name, () => {
  it('gives each record once over pages, newest first', async () => {
    await append.execute(Array.from({ length: 25 }, () => eventOf('w1')));
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const page = await list.execute('w1', { before }, 10);
      seen.push(...page.items.map(({ seq }) => seq));
      before = page.next ?? undefined;
    } while (before !== undefined);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i));
  });

  it('filters by subject, type and time, and never leaves the workspace', async () => {
    const at = (day: number) => `2026-08-0${day}T09:00:00.000Z`;
    const data = { workspaceId: 'w1' };
    const events = [
      anEvent({ subject: 's1', time: at(1), data }),
      anEvent({ subject: 's2', time: at(2), data }),
      anEvent({ subject: 's1', time: at(3), data, type: 'parley.task.deleted.v1' }),
      anEvent({ subject: 's1', time: at(3), data: { workspaceId: 'w2' } }),
    ];
    await append.execute(events);
    const seqs = async (filter: Parameters<ListRecords['execute']>[1]): Promise<number[]> =>
      (await list.execute('w1', filter, 10)).items.map(({ seq }) => seq);
    expect(await seqs({ subject: 's1' })).toEqual([3, 1]);
    expect(await seqs({ type: 'parley.task.deleted.v1' })).toEqual([3]);
    expect(await seqs({ from: new Date(at(2)), to: new Date(at(3)) })).toEqual([2]);
  });
});

describe('the records table', () => {
  it.each([
    ['UPDATE', "UPDATE records SET type = 'x'"],
    ['DELETE', 'DELETE FROM records'],
    ['TRUNCATE', 'TRUNCATE records'],
  ])('refuses %s', async (_, sql) => {
    await append.execute([eventOf('w1')]);
    await expect(database.admin.query(sql)).rejects.toThrow('append-only');
    expect(await verify.execute('w1')).toMatchObject({ valid: true, count: 1 });
  });
});
