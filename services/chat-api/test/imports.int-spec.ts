import { newId } from '@parley/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImportWork, LeaseLostError } from '../src/imports/application/import-work.js';
import { RunImport } from '../src/imports/application/run-import.js';
import type { Scope } from '../src/scope.js';
import { Chat } from './chat.js';
import { ImportsWorld } from './imports-world.js';

let chat: Chat;
let world: ImportsWorld;
beforeAll(async () => {
  chat = await Chat.start();
  world = new ImportsWorld(chat);
});
afterAll(() => chat.stop());

const CSV =
  'title,due,tags,repeat\nmilk,tomorrow at 3pm,home,\nplants,,,every 3rd friday\n,,,\nodd,when pigs fly,,\n';
const rowsOf = (count: number) =>
  `title\n${Array.from({ length: count }, (_, i) => `task ${i}`).join('\n')}\n`;

describe('an import', () => {
  it('first shows what it would do, and does nothing', async () => {
    const user = chat.user();
    const one = await world.checked(user, CSV);
    expect(one).toMatchObject({ status: 'ready', format: 'csv', checked: 4, tasks: 2, refused: 2, made: 0 });
    const [milk, plants] = await world.store.rows(user, one.id, ['task'], 0, 20);
    expect(milk).toMatchObject({
      line: 2,
      task: { title: 'milk', due: '2026-11-22T15:00', tags: ['home'], reminders: 1 },
    });
    expect(plants?.task).toMatchObject({ due: '2026-12-18', repeats: 'every month on the 3rd Friday' });
    expect(await world.store.rows(user, one.id, ['refused'], 0, 20)).toMatchObject([
      { line: 4, reason: 'it has no title' },
      { line: 5, reason: '"when pigs fly" is no date that is understood' },
    ]);
    expect(await world.titles(user)).toEqual([]);
    expect(await chat.published(user, 'parley.task.')).toEqual([]);
  });

  it('then makes everything, and tells of each task once', async () => {
    const user = chat.user();
    await chat.say(user, 'mine');
    const one = await world.imported(user, CSV);
    expect(one).toMatchObject({ status: 'completed', made: 2, announced: 2 });
    expect(one.finishedAt).not.toBeNull();
    const { tasks } = await chat.search.execute(user, { q: 'is:recurring', limit: 5 });
    expect(tasks).toMatchObject([
      { title: 'plants', number: 3, version: 1, series: { rrule: 'FREQ=MONTHLY;BYDAY=3FR' } },
    ]);
    const created = await chat.published(user, 'parley.task.created');
    expect(created.map(({ data }) => (data['task'] as { title: string }).title)).toEqual([
      'mine',
      'milk',
      'plants',
    ]);
    expect(await chat.published(user, 'parley.series.created')).toHaveLength(1);
    const { items } = await chat.feed.read(user, 0, 50);
    expect(items.filter(({ type }) => type === 'task.changed')).toHaveLength(3);
    expect(items.filter(({ type }) => type === 'import.changed').at(-1)).toMatchObject({
      import: { id: one.id, status: 'completed', made: 2, cancellable: false },
    });
    expect((await chat.published(user, 'parley.import.')).map(({ type }) => type)).toEqual([
      'parley.import.started.v1',
      'parley.import.completed.v1',
    ]);
  });

  it('of the same file makes nothing twice, but what was deleted meanwhile', async () => {
    const user = chat.user();
    await world.imported(user, CSV);
    expect(await world.imported(user, CSV)).toMatchObject({ tasks: 0, known: 2, made: 0 });
    const { tasks } = await chat.search.execute(user, { q: 'milk', limit: 5 });
    await chat.change.delete(user, tasks[0]?.id ?? '');
    expect(await world.imported(user, CSV)).toMatchObject({ tasks: 1, known: 1, made: 1 });
    expect(await world.titles(user)).toEqual(['plants', 'milk']);
    // Somebody else's file is somebody else's.
    expect(await world.imported(chat.user(), CSV)).toMatchObject({ made: 2 });
  });

  it('makes a row once that was handed in twice before either was made', async () => {
    const user = chat.user();
    const { id } = await world.checked(user, CSV);
    const root = chat.transactions.root;
    // As if both had been read at the same time, which one at a time for a person rules out.
    await root.$executeRaw`UPDATE imports SET finished_at = CURRENT_TIMESTAMP WHERE id = ${id}::uuid`;
    await world.imported(user, CSV);
    await root.$executeRaw`UPDATE imports SET finished_at = NULL WHERE id = ${id}::uuid`;
    await world.manage.start(user, id);
    await world.replica().runAll();
    expect(await world.store.get(user, id)).toMatchObject({ status: 'completed', tasks: 2, made: 0 });
    expect(await world.titles(user)).toHaveLength(2);
  });

  it('rings no reminder that is over', async () => {
    const user = chat.user();
    await world.imported(
      user,
      'title,due,reminders\nlate,2026-11-01T09:00,10m\nsoon,2026-11-21T10:30,45m 15m\n',
    );
    const { tasks } = await chat.search.execute(user, { q: 'sort:due', limit: 5 });
    expect(
      tasks.map(({ title, reminders }) => [title, reminders.map(({ offsetMinutes }) => offsetMinutes)]),
    ).toEqual([
      ['late', []],
      ['soon', [15]],
    ]);
  });

  it('can be cancelled until its tasks are there, and leaves nothing', async () => {
    const user = chat.user();
    const one = await world.checked(user, CSV);
    await world.manage.cancel(user, one.id);
    await world.replica().runAll();
    expect(await world.manage.cancel(user, one.id)).toMatchObject({ status: 'cancelled', made: 0 });
    await expect(world.manage.start(user, one.id)).rejects.toMatchObject({ code: 'import.state' });
    expect(await world.titles(user)).toEqual([]);
    const left = await chat.transactions.root.importRow.groupBy({
      by: ['outcome'],
      where: { importId: one.id },
    });
    expect(left.map(({ outcome }) => outcome)).toEqual(['refused']);
    const done = await world.imported(user, CSV);
    await expect(world.manage.cancel(user, done.id)).rejects.toMatchObject({
      ...{ code: 'import.state', kind: 'conflict', details: { status: 'completed' } },
    });
  });

  it('that is cancelled while it is made is either there as a whole or not at all', async () => {
    const outcomes = new Set<string>();
    for (let i = 0; i < 12; i++) {
      const user = chat.user();
      const { id } = await world.checked(user, rowsOf(60));
      await world.manage.start(user, id);
      const [cancelled] = await Promise.allSettled([
        sleep(i * 3).then(() => world.manage.cancel(user, id)),
        world.replica().runAll(),
      ]);
      outcomes.add(cancelled.status);
      const made = cancelled.status === 'fulfilled' ? 0 : 60;
      expect(await world.titles(user)).toHaveLength(made);
      expect(await chat.published(user, 'parley.task.')).toHaveLength(made);
    }
    expect(outcomes.has('fulfilled')).toBe(true);
  });

  it('that is cancelled, or taken over, after a replica took it up is not made by that one', async () => {
    for (const take of ['cancel', 'another'] as const) {
      const user = chat.user();
      const { id } = await world.checked(user, CSV);
      await world.manage.start(user, id);
      const held = await chat.use(ImportWork).claim(newId());
      if (held?.one.id !== id) throw new Error('Another import was taken up.');
      if (take === 'cancel') await world.manage.cancel(user, id);
      else
        await chat.transactions.root.$executeRaw`
          UPDATE imports SET lease_holder = ${newId()}::uuid WHERE id = ${id}::uuid`;
      await expect(chat.use(RunImport).make(held)).rejects.toThrow(LeaseLostError);
      expect(await world.titles(user)).toEqual([]);
    }
  });

  it('is one at a time for a person, and only for them', async () => {
    const [user, other] = [chat.user(), chat.user()];
    const one = await world.checked(user, CSV);
    await expect(world.checked(user, CSV)).rejects.toMatchObject({
      ...{ code: 'import.busy', kind: 'conflict', details: { importId: one.id } },
    });
    for (const stranger of [other, { ...other, workspaceId: user.workspaceId }]) {
      const refusal = { code: 'import.not-found' };
      await expect(world.store.get(stranger, one.id)).rejects.toMatchObject(refusal);
      await expect(world.store.rows(stranger, one.id, ['task'], 0, 9)).rejects.toMatchObject(refusal);
      await expect(world.manage.start(stranger, one.id)).rejects.toMatchObject(refusal);
      await expect(world.manage.cancel(stranger, one.id)).rejects.toMatchObject(refusal);
      expect(await world.store.list(stranger, 5)).toEqual([]);
    }
  });

  it('fails with the reason when its file cannot be read', async () => {
    const user = chat.user();
    expect(await world.checked(user, 'hello')).toMatchObject({
      ...{ status: 'failed', problem: { code: 'import.unreadable' } },
    });
    expect(await world.checked(user, 'title\n"a')).toMatchObject({ problem: { code: 'import.unreadable' } });
    expect(await world.checked(user, rowsOf(10_001))).toMatchObject({
      ...{ status: 'failed', problem: { code: 'import.too-many-rows' } },
    });
    expect(await world.titles(user)).toEqual([]);
  });

  it('makes thousands of rows in one commit, and waits with its events while many are not published', async () => {
    const user = chat.user();
    const one = await world.checked(user, rowsOf(3_000));
    expect(one).toMatchObject({ status: 'ready', tasks: 3_000 });
    await world.manage.start(user, one.id);
    const root = chat.transactions.root;
    await root.outbox.deleteMany();
    let most = 0;
    const working = world.replica().runAll();
    const over = working.then(() => true);
    while (!(await Promise.race([over, sleep(20, false)]))) {
      const waiting = await root.outbox.count();
      most = Math.max(most, waiting);
      if (waiting >= 2_000) await root.outbox.deleteMany();
    }
    await working;
    expect(most).toBeLessThan(2_500);
    expect(await world.store.get(user, one.id)).toMatchObject({
      status: 'completed',
      made: 3_000,
      announced: 3_000,
    });
  }, 180_000);
});

describe('two replicas', () => {
  it('do not work on the same import, until the one that did is silent for too long', async () => {
    const user = chat.user();
    const { id } = await world.manage.create(user, Buffer.from(CSV), {});
    const { root } = chat.transactions;
    await root.$executeRaw`
      UPDATE imports SET lease_holder = ${newId()}::uuid, lease_until = CURRENT_TIMESTAMP + interval '10 s'
      WHERE id = ${id}::uuid`;
    expect(await world.replica().runAll()).toBe(0);
    expect((await world.store.get(user, id)).status).toBe('checking');
    await root.$executeRaw`UPDATE imports SET lease_until = CURRENT_TIMESTAMP - interval '1 s' WHERE id = ${id}::uuid`;
    await world.replica().runAll();
    expect((await world.store.get(user, id)).status).toBe('ready');
  });

  it('at once make everything once', async () => {
    const users: Scope[] = Array.from({ length: 6 }, () => chat.user());
    for (const user of users) {
      const { id } = await world.checked(user, rowsOf(150));
      await world.manage.start(user, id);
    }
    await Promise.all([world.replica(), world.replica(), world.replica()].map((replica) => replica.runAll()));
    for (const user of users) {
      expect(await world.titles(user)).toHaveLength(150);
      expect(await chat.published(user, 'parley.task.created')).toHaveLength(150);
    }
  });

  it('give an import up that they could not carry out', async () => {
    const user = chat.user();
    const { id } = await world.manage.create(user, Buffer.from(CSV), {});
    await chat.transactions.root.$executeRaw`UPDATE imports SET attempts = 5 WHERE id = ${id}::uuid`;
    await world.replica().runAll();
    expect(await world.store.get(user, id)).toMatchObject({
      status: 'failed',
      problem: { code: 'import.gave-up' },
    });
  });
});
