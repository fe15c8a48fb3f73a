import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Scope } from '../src/scope.js';
import { Chat } from './chat.js';
import { ImportsWorld } from './imports-world.js';

const ROWS = 210;
const FILE = `title,repeat\n${Array.from({ length: ROWS }, (_, i) => `task ${i},${i % 70 === 0 ? 'every day' : ''}`).join('\n')}\n`;
const SCRIPT = path.join(import.meta.dirname, 'import-process.mjs');

let chat: Chat;
let world: ImportsWorld;
beforeAll(async () => {
  chat = await Chat.start();
  world = new ImportsWorld(chat);
});
afterAll(() => chat.stop());

/** Works on imports in a process of its own that dies where `failpoint` says. @returns whether it was killed */
async function work(failpoint: string): Promise<boolean> {
  const child = spawn(process.execPath, [SCRIPT, chat.url], {
    env: { ...process.env, NODE_OPTIONS: '', PARLEY_FAILPOINTS: failpoint },
    stdio: 'ignore',
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal !== 'SIGKILL' && code !== 0)
    throw new Error(`The process ended with ${String(code ?? signal)}.`);
  // As if so much time had passed.
  await chat.transactions.root
    .$executeRaw`UPDATE imports SET lease_until = CURRENT_TIMESTAMP - interval '1 s'`;
  return signal === 'SIGKILL';
}

async function isWhole(user: Scope, id: string): Promise<void> {
  const { status, made } = await world.store.get(user, id);
  const there = (await world.titles(user)).length;
  const series = await chat.transactions.root.series.count({ where: { userId: user.userId } });
  const told = await chat.published(user, 'parley.task.');
  const done = status === 'finishing' || status === 'completed';
  expect({ there, series, made }).toEqual(
    done ? { there: ROWS, series: 3, made: ROWS } : { there: 0, series: 0, made: 0 },
  );
  if (!done) expect(told).toEqual([]);
}

/** Kills at every transaction in turn until there is none left. @returns how often it was killed */
async function killedAtEach(point: string, step: (point: string) => Promise<boolean>): Promise<number> {
  for (let nth = 1; ; nth++) {
    // Nothing publishes here, and an import waits while too much is not published.
    await chat.transactions.root.outbox.deleteMany();
    if (!(await step(`${point}:${nth}`))) return nth - 1;
  }
}

describe.each(['transaction.commits', 'transaction.committed'])('a process that dies at %s', (point) => {
  it('while it reads a file leaves nothing, and the next one goes on', async () => {
    const killed = await killedAtEach(point, async (failpoint) => {
      const user = chat.user();
      const { id } = await world.manage.create(user, Buffer.from(FILE), {});
      const died = await work(failpoint);
      await isWhole(user, id);
      await world.replica().runAll();
      expect(await world.store.get(user, id)).toMatchObject({ status: 'ready', checked: ROWS, tasks: ROWS });
      return died;
    });
    expect(killed).toBe(2);
  }, 300_000);

  it('while it makes tasks leaves all or none, and each is told once in the end', async () => {
    const killed = await killedAtEach(point, async (failpoint) => {
      const user = chat.user();
      const { id } = await world.checked(user, FILE);
      await world.manage.start(user, id);
      const died = await work(failpoint);
      await isWhole(user, id);
      await world.replica().runAll();
      expect(await world.store.get(user, id)).toMatchObject({
        status: 'completed',
        made: ROWS,
        announced: ROWS,
      });
      await isWhole(user, id);
      const told = await chat.published(user, 'parley.task.created');
      expect(new Set(told.map(({ subject }) => subject)).size).toBe(ROWS);
      expect(told).toHaveLength(ROWS);
      return died;
    });
    // Numbers, the commit of everything, and three batches of events.
    expect(killed).toBe(5);
  }, 300_000);
});
