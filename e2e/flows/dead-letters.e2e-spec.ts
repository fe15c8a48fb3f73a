import { TopicProbe } from '@parley/testing/topic-probe';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownStack, withOwnStack } from '../support/own-stack.ts';
import { target } from '../support/target.ts';
import { waitUntil } from '../support/waiting.ts';

interface Letter {
  readonly id: string;
  readonly eventId: string | null;
  readonly status: string;
  readonly deliveries: number;
}

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const PARLEY = fileURLToPath(new URL('../../tools/cli/bin/parley.mjs', import.meta.url));

let probe: TopicProbe;

/** Runs the command as a person at a terminal would, but that nobody can be asked. */
function parley(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const local = { PATH: process.env['PATH'], PARLEY_URL: target().url, PARLEY_DIR: ownStack().dir };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [PARLEY, ...args],
      { env: { ...local, ...env } },
      (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err });
      },
    );
    child.stdin?.end();
  });
}

async function letters(...args: string[]): Promise<Letter[]> {
  const { code, out, err } = await parley(['dlq', 'list', '--json', '--limit', '500', ...args]);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as Letter[];
}

/** An event of a release that does not run here; both consumers of tasks give it up. */
async function anEventFromTheFuture(type = 'parley.task.planned.v9'): Promise<Letter> {
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: 'chat-api',
    type,
    subject: randomUUID(),
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data: { workspaceId: randomUUID() },
  };
  await probe.put('task-events', event.subject, event);
  return comes(event.id, 2);
}

async function comes(eventId: string, deliveries: number): Promise<Letter> {
  const read = async () =>
    (await letters('--status', 'all')).find(
      (letter) => letter.eventId === eventId && letter.deliveries >= deliveries,
    );
  return waitUntil(`${deliveries} deliveries of the letter`, read, 30_000);
}

withOwnStack('parley dlq', () => {
  beforeAll(async () => {
    const stack = ownStack();
    probe = await TopicProbe.start(stack.infrastructure, ['task-events'], (yaml) => {
      const folder = path.join(stack.dir, 'resources', randomUUID());
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'component.yaml'), yaml);
      return folder;
    });
  });
  afterAll(() => {
    probe.stop();
  });

  it('shows what could not be handled, replays it, and drops what does not help', async () => {
    const { id, eventId } = await anEventFromTheFuture();
    const listed = await parley(['dlq', 'list', '--topic', 'task-events']);
    expect(listed).toMatchObject({ code: 0, err: expect.stringMatching(/^\d+ dead letters/) as string });
    expect(listed.out).toContain(`${id}  task-events  parley.task.planned.v9`);

    const shown = await parley(['dlq', 'show', id]);
    expect(shown).toMatchObject({ code: 0, err: '' });
    expect(shown.out).toContain(`"id": "${eventId ?? ''}"`);

    const replayed = await parley(['dlq', 'replay', id]);
    expect(replayed).toMatchObject({ code: 0, err: '' });
    expect(replayed.out).toMatch(new RegExp(`^${id} (replayed|open again)\n$`));
    // Nobody knows it yet, so it comes back from both.
    expect(await comes(eventId ?? '', 4)).toMatchObject({ id, status: 'open' });
    await waitUntil('the replay on the topic', () => probe.on('task-events', eventId ?? '').length >= 2);
    expect(probe.on('task-events', eventId ?? '')).toHaveLength(2);

    expect(await parley(['dlq', 'drop', id])).toEqual({ code: 0, out: `${id} dropped\n`, err: '' });
    expect((await letters()).map((letter) => letter.id)).not.toContain(id);
    expect(await letters('--status', 'dropped')).toContainEqual(
      expect.objectContaining({ id, status: 'dropped' }),
    );
  });

  it('replays and drops all of a type, once it was told that nobody need be asked', async () => {
    const type = 'parley.task.planned.v10';
    const some = [await anEventFromTheFuture(type), await anEventFromTheFuture(type)];
    const asked = await parley(['dlq', 'replay', '--all', '--type', type]);
    expect(asked).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--yes') as string });

    const done = await parley(['dlq', 'replay', '--all', '--type', type, '--yes', '--json']);
    expect(JSON.parse(done.out)).toEqual({ replayed: 2, notEvents: 0, tooOld: 0 });
    for (const { eventId } of some) await comes(eventId ?? '', 4);

    const dropped = await parley(['dlq', 'drop', '--all', '--type', type, '--yes']);
    expect(dropped).toMatchObject({ code: 0, out: '2 dropped\n' });
    expect(await letters('--type', type)).toEqual([]);
  });

  it('says why bytes that are no event are not replayed', async () => {
    const text = `no JSON \u001b[31m ${randomUUID()}`;
    await probe.putBytes('reminders-dlq', 'k', Buffer.from(text));
    const { id } = await waitUntil('the letter', async () => (await letters('--topic', 'reminders')).at(0));
    const refused = await parley(['dlq', 'replay', id]);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('409 dead-letter.not-an-event');
    const shown = await parley(['dlq', 'show', id]);
    expect(shown.out).toContain(text.replace('\u001b', '\\u001b'));
    expect((await parley(['dlq', 'drop', id])).code).toBe(0);
  });

  it.each([
    [
      "a token that is not the operator's",
      ['dlq', 'list'],
      { PARLEY_OPERATOR_TOKEN: 'x'.repeat(43) },
      1,
      '403',
    ],
    ['nobody there', ['dlq', 'list', '--url', 'http://localhost:1'], {}, 1, 'does not answer'],
    ['an id that nothing has', ['dlq', 'show', randomUUID()], {}, 1, '404'],
    ['an unknown command', ['dlq', 'delete'], {}, 2, 'no command'],
  ])('ends with a code for %s', async (_, args, env, code, words) => {
    const run = await parley(args, env);
    expect(run).toMatchObject({ code, out: '' });
    expect(run.err).toContain(words);
  });
});
