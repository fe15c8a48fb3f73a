import { ActionPruner } from '../src/actions/adapters/action-pruner.js';
import { ChatConfig } from '../src/chat-config.js';
import { ChangePruner } from '../src/feed/adapters/change-pruner.js';
import { ChangesExpiredError } from '../src/feed/adapters/prisma-change-feed.js';
import type { Scope } from '../src/scope.js';
import { IdempotencyPruner } from '../src/tasks/adapters/idempotency-pruner.js';
import { Chat } from './chat.js';

let chat: Chat;
let changes: ChangePruner;

beforeAll(async () => {
  chat = await Chat.start();
  changes = new ChangePruner(chat.transactions, new ChatConfig());
});
afterAll(() => chat.stop());

const age = (table: string, days: number, where = 'true') =>
  chat.transactions.root.$executeRawUnsafe(
    `UPDATE ${table} SET created_at = CURRENT_TIMESTAMP - interval '${days} days' WHERE ${where}`,
  );

/** @param days how long ago each change happened */
async function feedOf(days: readonly number[]): Promise<Scope> {
  const scope = chat.user();
  for (const [index, ago] of days.entries()) {
    await chat.transactions.run(() => {
      chat.feed.append(scope, { type: 'task.deleted', taskId: String(index) });
      return Promise.resolve();
    });
    await age('changes', ago, `user_id = '${scope.userId}' AND seq = ${index + 1}`);
  }
  return scope;
}
const read = async (scope: Scope, after: number) => {
  const { items, head, hasMore } = await chat.feed.read(scope, after, 2);
  return { seqs: items.map(({ seq }) => seq), head, hasMore };
};

it('keeps a feed for thirty days, and tells who was away for longer to load everything', async () => {
  const scope = await feedOf([31, 31, 29, 1]);
  expect(await changes.prune()).toBe(2);
  expect(await read(scope, 2)).toEqual({ seqs: [3, 4], head: 4, hasMore: false });
  await expect(read(scope, 1)).rejects.toMatchObject({ details: { head: 4 } });
  await expect(read(scope, 0)).rejects.toBeInstanceOf(ChangesExpiredError);
});

it('goes on with the numbers of a feed of which nothing is left', async () => {
  const scope = await feedOf([31, 31]);
  await changes.prune();
  await expect(read(scope, 1)).rejects.toBeInstanceOf(ChangesExpiredError);
  expect(await read(scope, 2)).toEqual({ seqs: [], head: 2, hasMore: false });
  const next = await feedOf([]);
  expect(await read(next, 0)).toEqual({ seqs: [], head: 0, hasMore: false });
});

it('never passes over a hole, wherever in a page it is', async () => {
  const scope = await feedOf([1, 1, 1, 1]);
  await chat.transactions.root.change.deleteMany({ where: { userId: scope.userId, seq: 3 } });
  expect(await read(scope, 0).catch((error: unknown) => error)).toBeInstanceOf(ChangesExpiredError);
  expect(await read(scope, 3)).toEqual({ seqs: [4], head: 4, hasMore: false });
});

it('forgets acts a day later, and keeps those that can be undone', async () => {
  const scope = chat.user();
  await chat.say(scope, 'buy milk');
  await chat.say(scope, 'buy bread');
  await age(
    'actions',
    2,
    `user_id = '${scope.userId}' AND changes::text LIKE '%"version": 1%' AND id = (
    SELECT min(id::text)::uuid FROM actions WHERE user_id = '${scope.userId}')`,
  );
  expect(await new ActionPruner(chat.transactions).prune()).toBe(1);
  expect((await chat.undo.execute(scope)).tasks.map(({ title }) => title)).toEqual([]);
  expect(await chat.transactions.root.action.count({ where: { userId: scope.userId } })).toBe(1);
});

it('gives the first answer to a repeated request for seven days', async () => {
  const scope = chat.user();
  let done = 0;
  const ask = (key: string) =>
    chat.idempotency.once(scope, key, {}, () => Promise.resolve({ n: (done += 1) }));
  await ask('old');
  await ask('young');
  await age('idempotent_requests', 8, `key = 'old'`);
  expect(await new IdempotencyPruner(chat.transactions).prune()).toBe(1);
  expect(await ask('young')).toEqual({ n: 2 });
  expect(await ask('old')).not.toEqual({ n: 1 });
});
