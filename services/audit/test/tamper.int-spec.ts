import { SystemClock } from '@parley/kernel';
import { Inbox } from '@parley/outbox';
import { PrismaRecordStore } from '../src/records/adapters/prisma-record-store.js';
import { AppendEvents } from '../src/records/application/append-events.js';
import { VerifyChain } from '../src/records/application/verify-chain.js';
import { GENESIS, link } from '../src/records/domain/chain.js';
import { AuditDatabase } from './audit-database.js';
import { eventOf } from './events.js';

let database: AuditDatabase;
let append: AppendEvents;
let verify: VerifyChain;

beforeAll(async () => {
  database = await AuditDatabase.start();
  const { transactions } = database;
  const store = new PrismaRecordStore(transactions);
  append = new AppendEvents(transactions, new Inbox(transactions), store, new SystemClock());
  verify = new VerifyChain(store);
});

beforeEach(() => append.execute(Array.from({ length: 10 }, (_, n) => eventOf('w1', { n }))));
afterEach(() => database.clear());
afterAll(() => database.stop());

const swap = `
  UPDATE records SET seq = -seq WHERE seq IN (4, 5);
  UPDATE records SET seq = CASE seq WHEN -4 THEN 5 ELSE 4 END WHERE seq < 0`;
const insert = `
  UPDATE records SET seq = -seq WHERE seq >= 5;
  INSERT INTO records SELECT workspace_id, 5, 'forged', type, source, subject, time, actor, data, prev_hash, hash
    FROM records WHERE seq = 4;
  UPDATE records SET seq = 1 - seq WHERE seq < 0`;

describe(VerifyChain.name, () => {
  it('accepts a chain that nobody touched', async () => {
    expect(await verify.execute('w1')).toMatchObject({ valid: true, count: 10, head: { seq: 10 } });
  });

  it('accepts the empty chain of a new workspace', async () => {
    expect(await verify.execute('w9')).toEqual({ valid: true, count: 0, head: GENESIS });
  });

  it.each([
    ['a changed payload', `UPDATE records SET data = replace(data, '3', '4') WHERE seq = 4`, 4, 'altered'],
    ['a space in a payload', `UPDATE records SET data = data || ' ' WHERE seq = 4`, 4, 'altered'],
    ['a payload that is no JSON', `UPDATE records SET data = '{' WHERE seq = 4`, 4, 'altered'],
    ['a changed actor', `UPDATE records SET actor = 'u2' WHERE seq = 4`, 4, 'altered'],
    ['a changed type', `UPDATE records SET type = 'parley.task.deleted.v1' WHERE seq = 4`, 4, 'altered'],
    ['a changed subject', `UPDATE records SET subject = 'task-2' WHERE seq = 4`, 4, 'altered'],
    ['a changed source', `UPDATE records SET source = 'x' WHERE seq = 4`, 4, 'altered'],
    ['a changed event id', `UPDATE records SET event_id = 'x' WHERE seq = 4`, 4, 'altered'],
    ['a moved time', `UPDATE records SET time = time + interval '1 ms' WHERE seq = 4`, 4, 'altered'],
    ['a changed hash', `UPDATE records SET hash = '\\x00' WHERE seq = 4`, 4, 'altered'],
    ['a changed link', `UPDATE records SET prev_hash = hash WHERE seq = 4`, 4, 'unlinked'],
    ['a record removed from the middle', 'DELETE FROM records WHERE seq = 4', 4, 'missing'],
    ['the first record removed', 'DELETE FROM records WHERE seq = 1', 1, 'missing'],
    ['an inserted record', insert, 5, 'unlinked'],
    ['two records swapped', swap, 4, 'unlinked'],
    ['the end removed', 'DELETE FROM records WHERE seq > 7', 8, 'truncated'],
    ['everything removed', 'DELETE FROM records', 1, 'truncated'],
    ['the recorded end removed', 'DELETE FROM chain_heads', 1, 'unaccounted'],
    ['the recorded end moved back', 'UPDATE chain_heads SET seq = 7', 8, 'unaccounted'],
    ['the recorded end changed', `UPDATE chain_heads SET hash = '\\x00'`, 10, 'head-altered'],
    [
      'a record taken to another workspace',
      `UPDATE records SET workspace_id = 'w2' WHERE seq = 10`,
      10,
      'truncated',
    ],
  ])('finds %s', async (_, sql, brokenAt, reason) => {
    await database.tamper(sql);
    expect(await verify.execute('w1')).toMatchObject({
      valid: false,
      count: brokenAt - (reason === 'head-altered' ? 0 : 1),
      brokenAt,
      reason,
    });
  });

  it('finds a chain rewritten from the start only when its head was noted elsewhere', async () => {
    const noted = (await verify.execute('w1')).head;
    await database.clear();
    const forged = link(
      GENESIS,
      Array.from({ length: 10 }, (_, n) => ({
        workspaceId: 'w1',
        id: `forged-${n}`,
        type: 't',
        source: 's',
        subject: null,
        time: '2026-08-01T09:00:00.000Z',
        actor: null,
        data: '{}',
      })),
    );
    const store = new PrismaRecordStore(database.transactions);
    await database.transactions.run(async () => {
      await store.lockHeads(['w1']);
      await store.append(forged);
    });
    expect(await verify.execute('w1')).toMatchObject({ valid: true, count: 10 });
    expect(await verify.execute('w1', noted)).toMatchObject({
      valid: false,
      brokenAt: 10,
      reason: 'anchor-mismatch',
    });
  });

  it('finds that a noted head lies behind the end', async () => {
    const anchor = { seq: 11, hash: 'f'.repeat(64) };
    expect(await verify.execute('w1', anchor)).toMatchObject({
      valid: false,
      brokenAt: 11,
      reason: 'anchor-mismatch',
    });
  });

  it('verifies more records than it reads at a time', async () => {
    await append.execute(Array.from({ length: 1_200 }, () => eventOf('w1')));
    expect(await verify.execute('w1')).toMatchObject({ valid: true, count: 1_210 });
  });
});
