import { Validator } from '@seriousme/openapi-schema-validator';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../support/caller.ts';
import { request, type Answer, type Problem } from '../support/http.ts';
import type { Task } from '../support/model.ts';
import { replicas, withOwnStack } from '../support/own-stack.ts';
import { Person } from '../support/person.ts';
import { waitUntil } from '../support/waiting.ts';

interface Changed {
  readonly task: Task;
  readonly actionId: string | null;
}

let ann: Person;
let program: Caller & { readonly key: string; readonly keyId: string };
let cat: Person;
/** Has used a key, which was revoked at the beginning, because it may still work for seconds. */
let robot: Caller;

beforeAll(async () => {
  ann = await Person.signUp();
  program = await ann.program();
  cat = await Person.signUp({ name: 'Cat' });
  const revoked = await cat.program();
  await revoked.make({ title: 'by the robot' });
  await cat.session('POST', '/api-key/delete', { keyId: revoked.keyId });
  robot = revoked;
});

const version = ({ headers }: Answer<unknown>) => ({ 'if-match': headers.get('etag') ?? '' });

describe('a task over REST with an API key', () => {
  it('is made, read and changed by whoever knows its version', async () => {
    const made = await program.call<Task>('POST', '/tasks', {
      body: { title: 'write the report', tags: ['Work'], due: { local: '2030-05-06T10:00' } },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      title: 'write the report',
      tags: ['work'],
      version: 1,
      due: {
        kind: 'datetime',
        local: '2030-05-06T10:00',
        zone: 'Europe/Berlin',
        at: '2030-05-06T08:00:00.000Z',
      },
    });
    expect(made.headers.get('etag')).toBe('"1"');
    const path = `/tasks/${made.body.id}`;
    expect(made.headers.get('location')).toBe(`/api/v1${path}`);

    const read = await program.call<Task>('GET', path);
    expect(read.body).toEqual(made.body);
    const edit = { body: { title: 'send the report', priority: 'high' }, headers: version(read) };
    const edited = await program.call<Task>('PATCH', path, edit);
    expect(edited).toMatchObject({
      status: 200,
      body: { title: 'send the report', priority: 'high', version: 2 },
    });

    const stale = await program.call<Problem>('PATCH', path, edit);
    expect(stale).toMatchObject({ status: 412, body: { code: 'task.stale' } });
    const blind = await program.call<Problem>('PATCH', path, { body: edit.body });
    expect(blind).toMatchObject({ status: 428, body: { code: 'task.version-required' } });
    expect(await program.ok('GET', path)).toMatchObject({ version: 2 });
  });

  it('is done, opened again, snoozed, deleted and brought back', async () => {
    const { id } = await program.make({ title: 'water the plants' });
    const path = `/tasks/${id}`;
    const done = await program.ok<Changed>('POST', `${path}/complete`);
    expect(done.task).toMatchObject({ status: 'completed', version: 2 });
    expect(Date.parse(done.task.completedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const again = await program.ok<Changed>('POST', `${path}/complete`);
    expect(again).toMatchObject({ task: { version: 2 }, actionId: null });
    const open = await program.ok<Changed>('POST', `${path}/reopen`);
    expect(open.task).toMatchObject({ status: 'open', completedAt: null });

    const snoozed = await program.ok<Changed>('POST', `${path}/snooze`, { body: { minutes: 90 } });
    const at = Date.parse(snoozed.task.reminders.find(({ kind }) => kind === 'snooze')?.at ?? '');
    expect(Math.abs(at - Date.now() - 90 * 60_000)).toBeLessThan(60_000);

    const gone = await program.ok<Changed>('DELETE', path);
    expect((await program.call('GET', path)).status).toBe(404);
    const undo = `/actions/${gone.actionId ?? ''}/undo`;
    expect(await program.ok('POST', undo)).toMatchObject({ tasks: [{ id, status: 'open' }] });
    expect(await program.ok('GET', path)).toMatchObject({ id, title: 'water the plants' });
    const twice = await program.call<Problem>('POST', undo);
    expect(twice).toMatchObject({ status: 409, body: { code: 'action.already-undone' } });
  });

  it('is made once for one Idempotency-Key, also by requests at the same time', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { title: `once ${randomUUID()}` };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => program.call<Task>('POST', '/tasks', { body, headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect((await program.tasks()).filter(({ title }) => title === body.title)).toHaveLength(1);

    const other = await program.call<Problem>('POST', '/tasks', { body: { title: 'other' }, headers });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
    expect((await program.tasks()).some(({ title }) => title === 'other')).toBe(false);
  });
});

describe('a list over REST', () => {
  const TASKS = 250;
  let bea: Person;

  beforeAll(async () => {
    bea = await Person.signUp({ name: 'Bea' });
    // Few due times and priorities, so that pages end amid equals.
    const bodies = Array.from({ length: TASKS }, (_, i) => ({
      title: `task ${i % 7}`,
      tags: i % 2 === 0 ? ['even'] : [],
      priority: (['low', 'medium', 'high'] as const)[i % 3],
      ...(i % 5 !== 0 && { due: { local: `2030-01-0${1 + (i % 3)}` } }),
    }));
    for (let i = 0; i < bodies.length; i += 10)
      await Promise.all(bodies.slice(i, i + 10).map((body) => bea.make(body)));
  }, 120_000);

  it.each(['', 'sort:due', 'sort:priority', 'sort:title'])(
    'pages by cursor without a gap or a double: "%s"',
    async (q) => {
      const whole = await bea.tasks(q, 200);
      const paged = await bea.tasks(q, 17);
      expect(paged.map(({ number }) => number)).toEqual(whole.map(({ number }) => number));
      expect(new Set(paged.map(({ id }) => id)).size).toBe(TASKS);
    },
  );

  it('filters by tag, priority and due date', async () => {
    expect(await bea.tasks('#even')).toHaveLength(TASKS / 2);
    const high = await bea.tasks('#even priority:high');
    expect(high.length).toBeGreaterThan(0);
    expect(high.every(({ priority, tags }) => priority === 'high' && tags.includes('even'))).toBe(true);
    const first = await bea.tasks('due:2030-01-01');
    expect(first.length).toBeGreaterThan(0);
    expect(first.every(({ due }) => due?.kind === 'date' && due.date === '2030-01-01')).toBe(true);
  });

  it('counts tags', async () => {
    expect(await bea.ok('GET', '/tags')).toEqual({ items: [{ tag: 'even', count: TASKS / 2 }] });
  });
});

describe('the change feed', () => {
  it('has no gap, in pages of any size, and refuses a position that it never had', async () => {
    const head = await ann.head();
    const seqs: number[] = [];
    for (let more = true; more;) {
      const page = await ann.changes(seqs.at(-1) ?? 0, 3);
      seqs.push(...page.items.map(({ seq }) => seq));
      more = page.hasMore;
    }
    expect(seqs).toEqual(Array.from({ length: head }, (_, i) => i + 1));
    const beyond = await ann.call<Problem>('GET', `/changes?after=${head + 1_000}`);
    expect(beyond).toMatchObject({ status: 410, body: { code: 'changes.expired' } });
  });
});

describe('the audit log', () => {
  interface AuditRecord {
    readonly seq: number;
    readonly type: string;
    readonly actor: string | null;
    readonly hash: string;
    readonly prevHash: string;
  }

  it('tells the story of a task, in a chain that holds', async () => {
    const { id } = await program.make({ title: 'sign the contract' });
    await program.ok('POST', `/tasks/${id}/complete`);
    await program.ok('DELETE', `/tasks/${id}`);
    const trail = await waitUntil('the trail of the task', async () => {
      const { items } = await ann.ok<{ items: AuditRecord[] }>('GET', `/audit/events?subject=${id}`);
      return items.length >= 3 && items;
    });
    const types = trail.map(({ type }) => type).filter((type) => type.startsWith('parley.task.'));
    expect(types).toEqual(['parley.task.deleted.v1', 'parley.task.completed.v1', 'parley.task.created.v1']);

    const verified = await ann.ok<{ valid: boolean; count: number; head: object }>('GET', '/audit/verify');
    expect(verified).toMatchObject({ valid: true });
    expect(verified.count).toBeGreaterThanOrEqual(3);
    const { items } = await ann.ok<{ items: AuditRecord[] }>('GET', '/audit/events?limit=500');
    items.forEach((record, i) => {
      const before = items[i + 1];
      if (before) expect(record.prevHash).toBe(before.hash);
    });
  });
});

describe('an API key', () => {
  it('acts for its owner, and no longer than it is wanted', async () => {
    expect(await cat.tasks()).toMatchObject([{ title: 'by the robot' }]);
    await waitUntil(
      'the key is refused',
      async () => (await robot.call('GET', '/tasks')).status === 401,
      15_000,
    );
  });
});

describe('the description of the API', () => {
  it('is valid OpenAPI and has the paths that people use', async () => {
    const { status, body } = await request<Record<string, object>>('GET', '/api/docs/openapi.json');
    expect(status).toBe(200);
    const result = await new Validator().validate(structuredClone(body));
    expect(result).toMatchObject({ valid: true });
    expect(Object.keys(body['paths'] ?? {})).toEqual(
      expect.arrayContaining([
        '/api/v1/conversations',
        '/api/v1/conversations/{id}/messages',
        '/api/v1/tasks',
        '/api/v1/tasks/{id}',
        '/api/v1/tasks/{id}/complete',
        '/api/v1/tasks/{id}/snooze',
        '/api/v1/actions/{id}/undo',
        '/api/v1/changes',
        '/api/v1/tags',
        '/api/v1/parse',
      ]),
    );
    expect((await request('GET', '/api/docs')).headers.get('location')).toBe('/api/docs/');
    expect((await request('GET', '/api/docs/')).status).toBe(200);
  });
});

withOwnStack('an idle connection', () => {
  it('is kept longer by a service than by proxies, which would send a request on a closing one', async () => {
    for (const { url } of replicas()) {
      const { headers } = await fetch(`${url}/livez`);
      expect(headers.get('keep-alive')).toBe('timeout=75');
    }
  });
});
