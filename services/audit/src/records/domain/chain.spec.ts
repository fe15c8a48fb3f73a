import type { AuditedEvent } from './audit-record.js';
import { ChainCheck } from './chain-check.js';
import { GENESIS, hashOf, link } from './chain.js';

function anEvent(overrides: Partial<AuditedEvent> = {}): AuditedEvent {
  return {
    workspaceId: 'w1',
    id: 'e1',
    type: 'parley.task.created.v1',
    source: 'chat-api',
    subject: 'task-1',
    time: '2026-08-01T09:00:00.000Z',
    actor: 'u1',
    data: '{"a":1}',
    ...overrides,
  };
}

describe(link.name, () => {
  it('hashes the previous hash and the canonical JSON of the record, as documented', () => {
    const [record] = link(GENESIS, [anEvent()]);
    // printf of 32 zero bytes and the canonical JSON, through sha256sum
    expect(record).toMatchObject({
      seq: 1,
      prevHash: GENESIS.hash,
      hash: '6e6726ae2d7a3e03f799eb203b4fb8126fcaeee5d6395d1566bd1fe711ee0239',
    });
  });

  it('goes on behind the head', () => {
    const [first, second] = link(GENESIS, [anEvent(), anEvent({ id: 'e2' })]);
    if (!first || !second) throw new Error('two records expected');
    expect(second).toMatchObject({ seq: 2, prevHash: first.hash });
    expect(link(first, [anEvent({ id: 'e2' })])).toEqual([second]);
  });

  it('gives other hashes to the same event at another place or in another workspace', () => {
    const record = { ...anEvent(), seq: 1, prevHash: GENESIS.hash };
    const hashes = [record, { ...record, seq: 2 }, { ...record, workspaceId: 'w2' }].map(hashOf);
    expect(new Set(hashes).size).toBe(3);
  });
});

describe(ChainCheck.name, () => {
  it('accepts an anchor inside the chain', () => {
    const records = link(GENESIS, [anEvent(), anEvent({ id: 'e2' })]);
    const check = new ChainCheck(records[0]);
    expect(records.map((record) => check.next(record))).toEqual([undefined, undefined]);
    expect(check.end(records[1] ?? GENESIS, 2)).toBeUndefined();
  });
});
