import { Gate, TestDatabase, type PrismaClient } from '@parley/testing';
import { Transactions } from '../src/index.js';

type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

let database: TestDatabase;
let transactions: Transactions<Tx, PrismaClient>;

beforeAll(async () => {
  database = await TestDatabase.start();
  transactions = new Transactions<Tx, PrismaClient>(database.client());
});

beforeEach(() => database.clear());
afterAll(() => database.stop());

const note = (id: string, text = '') => transactions.client.note.create({ data: { id, text } });
const notes = async () =>
  (await database.rows<{ id: string }>('SELECT id FROM notes ORDER BY id')).map(({ id }) => id);
const boom = () => Promise.reject(new Error('boom'));

it('keeps everything that one use case did, and returns what it returned', async () => {
  const result = await transactions.run(async () => {
    await note('a');
    await note('b');
    return 'done';
  });
  expect({ result, notes: await notes() }).toEqual({ result: 'done', notes: ['a', 'b'] });
});

it('keeps nothing of a use case that failed', async () => {
  const run = transactions.run(async () => {
    await note('a');
    await boom();
  });
  await expect(run).rejects.toThrow('boom');
  expect(await notes()).toEqual([]);
});

it('hides what it does from others until it is done', async () => {
  await transactions.run(async () => {
    await note('a');
    expect(await notes()).toEqual([]);
  });
  expect(await notes()).toEqual(['a']);
});

it('joins a transaction that is already running, which then decides for both', async () => {
  const outer = transactions.run(async () => {
    await transactions.run(() => note('inner'));
    await boom();
  });
  await expect(outer).rejects.toThrow('boom');
  expect(await notes()).toEqual([]);
});

it('keeps transactions that run at the same time apart', async () => {
  const gate = new Gate();
  const slow = transactions.run(async () => {
    await note('slow');
    await gate.opened;
    await boom();
  });
  await transactions.run(() => note('quick'));
  gate.open();
  await expect(slow).rejects.toThrow('boom');
  expect(await notes()).toEqual(['quick']);
});

it('has no client outside of a transaction, except for reads that may be part of either', async () => {
  expect(() => transactions.client).toThrow('No transaction is running.');
  expect(transactions.current).toBe(transactions.root);
  await transactions.run(() => {
    expect(transactions.current).toBe(transactions.client);
    return Promise.resolve();
  });
});

it('rolls back what takes longer than it may', async () => {
  const run = transactions.run(
    async () => {
      await note('late');
      await transactions.client.$executeRaw`SELECT pg_sleep(0.3)`;
      await note('later');
    },
    { timeoutMs: 100 },
  );
  await expect(run).rejects.toThrow(/expired|timeout/i);
  expect(await notes()).toEqual([]);
});

describe('before the commit', () => {
  it('hooks run in the order of their keys, each once, when the work is done', async () => {
    const seen: string[] = [];
    const hook = (name: string) => () => {
      seen.push(name);
      return Promise.resolve();
    };
    await transactions.run(async () => {
      transactions.beforeCommit('one', hook('first'));
      transactions.beforeCommit('two', hook('second'));
      transactions.beforeCommit('one', hook('first again'));
      await note('a');
      seen.push('work');
    });
    expect(seen).toEqual(['work', 'first', 'second']);
  });

  it('a hook writes in the transaction and may undo it', async () => {
    const run = transactions.run(async () => {
      await note('a');
      transactions.beforeCommit('hook', async () => {
        await note('b');
        await boom();
      });
    });
    await expect(run).rejects.toThrow('boom');
    expect(await notes()).toEqual([]);
  });

  it('a hook may call for another that already ran', async () => {
    const seen: string[] = [];
    const flush = (name: string) => () => {
      seen.push(name);
      return Promise.resolve();
    };
    await transactions.run(() => {
      transactions.beforeCommit('outbox', flush('outbox'));
      transactions.beforeCommit('feed', () => {
        seen.push('feed');
        transactions.beforeCommit('outbox', flush('outbox again'));
        return Promise.resolve();
      });
      return Promise.resolve();
    });
    expect(seen).toEqual(['outbox', 'feed', 'outbox again']);
  });
});

describe('after the commit', () => {
  it('hooks run once, when others see the change', async () => {
    let visible: Promise<string[]> | undefined;
    let calls = 0;
    await transactions.run(async () => {
      await note('a');
      for (const key of ['wake', 'wake'])
        transactions.afterCommit(key, () => {
          calls += 1;
          visible = notes();
        });
    });
    expect({ calls, visible: await visible }).toEqual({ calls: 1, visible: ['a'] });
  });

  it('hooks do not run when there was none', async () => {
    let calls = 0;
    const run = transactions.run(async () => {
      transactions.afterCommit('wake', () => (calls += 1));
      await boom();
    });
    await expect(run).rejects.toThrow('boom');
    expect(calls).toBe(0);
  });

  it('hooks run outside of the transaction, so that they may start one', async () => {
    let later: Promise<unknown> | undefined;
    await transactions.run(async () => {
      await note('a');
      transactions.afterCommit('more', () => {
        later = transactions.run(() => note('b'));
      });
    });
    await later;
    expect(await notes()).toEqual(['a', 'b']);
  });
});

describe('a deadlock', () => {
  const append = (id: string) =>
    transactions.client.$executeRaw`UPDATE notes SET text = text || '+' WHERE id = ${id}`;

  /** Two use cases that lock the same two rows in opposite order, the first time at the same moment. */
  async function deadlock(attempts: { left: number; right: number }, hook: () => void = () => undefined) {
    await database.sql.query("INSERT INTO notes VALUES ('x', ''), ('y', '')");
    const gates = { left: new Gate(), right: new Gate() };
    const work = (own: 'left' | 'right', other: 'left' | 'right', first: string, second: string) =>
      transactions.run(async () => {
        attempts[own] += 1;
        transactions.afterCommit('hook', hook);
        await append(first);
        gates[own].open();
        await gates[other].opened;
        await append(second);
      });
    await Promise.all([work('left', 'right', 'x', 'y'), work('right', 'left', 'y', 'x')]);
  }

  it('makes the use case that lost start over, and both take effect once', async () => {
    const attempts = { left: 0, right: 0 };
    let commits = 0;
    await deadlock(attempts, () => (commits += 1));
    expect(attempts.left + attempts.right).toBe(3);
    expect(commits).toBe(2);
    expect(await database.rows('SELECT id, text FROM notes ORDER BY id')).toEqual([
      { id: 'x', text: '++' },
      { id: 'y', text: '++' },
    ]);
  });

  it('that repeats itself ends after four attempts', async () => {
    let attempts = 0;
    const run = transactions.run(async () => {
      attempts += 1;
      await transactions.client
        .$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
    });
    await expect(run).rejects.toThrow(/again/);
    expect(attempts).toBe(4);
  });

  it('is not mistaken for a refused row, which is tried once', async () => {
    let attempts = 0;
    const run = transactions.run(async () => {
      attempts += 1;
      await note('a');
      await note('a');
    });
    await expect(run).rejects.toThrow(/unique/i);
    expect(attempts).toBe(1);
  });
});
