import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { request, type Problem, type RequestOptions } from '../support/http.ts';
import type { Task } from '../support/model.ts';
import { ownStack, processIds, replicas, withOwnStack } from '../support/own-stack.ts';
import { Person } from '../support/person.ts';
import { target } from '../support/target.ts';

/** One request that must be refused. */
interface Attempt extends RequestOptions {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: string;
  /** Where the refusal says the fault is. */
  readonly pointer?: string;
}

const CANARY = `canary-${randomUUID()}`;
const own = target().stack !== undefined;

let ann: Person;
let task: Task;
let began: string;
let pids: Record<string, number | undefined>;

beforeAll(async () => {
  began = new Date().toISOString();
  if (own) pids = processIds();
  ann = await Person.signUp({ password: `${CANARY}-password` });
  task = await ann.make({ title: `${CANARY} task` });
});

async function expectRefused({ method, path: at, status, code, pointer, ...options }: Attempt, caller = ann) {
  const before = await ann.head();
  const fill = (text: string) => text.replace(':task', task.id).replace(':talk', ann.conversationId);
  const { headers, body, status: got } = await caller.call<Problem>(method, fill(at), options);
  expect({
    got,
    code: body.code,
    ...(pointer !== undefined && { at: pointersOf(body) }),
  }).toEqual({
    got: status,
    code,
    ...(pointer !== undefined && { at: [pointer] }),
  });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({
    status,
    type: `https://parley.dev/problems/${code}`,
    title: expect.any(String) as string,
  });
  expect(await ann.head()).toBe(before);
}

const post = (what: string, body: unknown, code: string, pointer?: string, status = 422): Attempt => ({
  what,
  method: 'POST',
  path: '/tasks',
  body,
  status,
  code,
  ...(pointer !== undefined && { pointer }),
});
const talk = (what: string, body: unknown, code: string, pointer?: string, status = 422): Attempt => ({
  ...post(what, body, code, pointer, status),
  path: '/conversations/:talk/messages',
});
const get = (what: string, path: string, code: string, pointer?: string, status = 422): Attempt => ({
  what,
  method: 'GET',
  path,
  status,
  code,
  ...(pointer !== undefined && { pointer }),
});
/** Each place once: a value can break several rules. */
const pointersOf = ({ errors }: Problem) => [...new Set(errors?.map((error) => error.pointer))];
/** A cursor of all open tasks, as the service makes it, but for its values. */
const cursor = (values: unknown) => {
  const query = createHash('sha256').update('').digest('base64url').slice(0, 12);
  return Buffer.from(JSON.stringify([query, values, []])).toString('base64url');
};
const clientMessageId = () => randomUUID();

describe('a body that is not what was asked for is refused, and nothing is written:', () => {
  it.each([
    post('malformed JSON', '{"title": "a', 'body.malformed', undefined, 400),
    post('JSON that is no object', '"a title"', 'body.malformed', undefined, 400),
    post('an empty body', '', 'input.invalid', '/title'),
    post('an array', [], 'input.invalid', '/title'),
    post(
      'bytes that are not UTF-8 JSON',
      new Uint8Array([0x7b, 0xff, 0xfe]),
      'body.malformed',
      undefined,
      400,
    ),
    post('an oversized body', { title: 'a', notes: 'x'.repeat(300_000) }, 'body.too-large', undefined, 413),
    post('an unknown member', { title: 'a', isAdmin: true }, 'input.invalid', '/isAdmin'),
    post('a member of another task', { title: 'a', userId: randomUUID() }, 'input.invalid', '/userId'),
    post(
      'an unknown member inside',
      { title: 'a', due: { local: '2030-01-01', tz: 'UTC' } },
      'input.invalid',
      '/due/tz',
    ),
    post('a number for a text', { title: 7 }, 'input.invalid', '/title'),
    post('an object for a text', { title: { $gt: '' } }, 'input.invalid', '/title'),
    post('null for a required text', { title: null }, 'input.invalid', '/title'),
    post('a text for a list', { title: 'a', tags: 'home' }, 'input.invalid', '/tags'),
    post('a number in a list of texts', { title: 'a', tags: [7] }, 'input.invalid', '/tags'),
    post('a text for an object', { title: 'a', due: 'tomorrow' }, 'input.invalid', '/due'),
    post('an unknown priority', { title: 'a', priority: 'urgent' }, 'input.invalid', '/priority'),
    post('a title of blanks', { title: ' \u200e\t ' }, 'task.invalid', '/title'),
    post('a title of 501 characters', { title: 'x'.repeat(501) }, 'task.invalid', '/title'),
    post('notes of 16,001 characters', { title: 'a', notes: 'x'.repeat(16_001) }, 'input.invalid', '/notes'),
    post('six tags', { title: 'a', tags: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'tags.limit', '/tags'),
    post('a tag of signs', { title: 'a', tags: ['!?'] }, 'task.invalid', '/tags'),
    post('eleven reminders', { title: 'a', reminders: elevenReminders() }, 'reminders.limit', '/reminders'),
    post(
      'a reminder before a due time that is not there',
      { title: 'a', reminders: [{ offsetMinutes: 5 }] },
      'reminders.no-due',
      '/reminders',
    ),
    post('a date that does not exist', { title: 'a', due: { local: '2030-02-30' } }, 'due.invalid', '/due'),
    post(
      'an unknown time zone',
      { title: 'a', due: { local: '2030-02-03T10:00', zone: 'Mars/Olympus' } },
      'input.invalid',
      '/due/zone',
    ),
    post(
      'a rule that is none',
      { title: 'a', due: { local: '2030-02-03' }, recurrence: { rrule: 'FREQ=NEVER' } },
      'rule.invalid',
      '/recurrence/rrule',
    ),
    post(
      'a rule by the second',
      { title: 'a', due: { local: '2030-02-03' }, recurrence: { rrule: 'FREQ=SECONDLY' } },
      'rule.too-frequent',
      '/recurrence/rrule',
    ),
    {
      ...post('another content type', 'title=a', 'input.invalid', '/title'),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    {
      ...post('an unknown encoding', { title: 'a' }, 'request.refused', undefined, 415),
      headers: { 'content-encoding': 'snail' },
    },
    {
      ...post('an idempotency key with a space', { title: 'a' }, 'idempotency.key-invalid', undefined, 400),
      headers: { 'idempotency-key': 'a b' },
    },
    {
      ...post('a long idempotency key', { title: 'a' }, 'idempotency.key-invalid', undefined, 400),
      headers: { 'idempotency-key': 'k'.repeat(201) },
    },
    talk(
      'a message of 10,001 characters',
      { clientMessageId: clientMessageId(), text: 'x'.repeat(10_001) },
      'message.invalid',
      '/text',
    ),
    talk(
      'a message of control characters',
      { clientMessageId: clientMessageId(), text: '\u0007\u202e' },
      'message.invalid',
      '/text',
    ),
    talk('a message without an id', { text: 'buy milk' }, 'input.invalid', '/clientMessageId'),
    talk(
      'a message with a bad id',
      { clientMessageId: 'first', text: 'buy milk' },
      'input.invalid',
      '/clientMessageId',
    ),
    talk('a message without a text', { clientMessageId: clientMessageId() }, 'input.invalid', '/text'),
    talk(
      'a message with a part that begins nowhere',
      { clientMessageId: clientMessageId(), text: 'buy milk', rejected: [{ start: -1, end: 3 }] },
      'input.invalid',
      '/rejected/0/start',
    ),
    talk(
      'a message with a number',
      { clientMessageId: clientMessageId(), text: 5 },
      'input.invalid',
      '/text',
    ),
  ])('$what', async (attempt) => {
    await expectRefused(attempt);
  });
});

describe('an address or a query that is not what was asked for is refused:', () => {
  it.each([
    get('an id that is no UUID', '/tasks/17', 'input.invalid', '/id', 422),
    get('a conversation that is no UUID', "/conversations/1'--/messages", 'input.invalid', '/id', 422),
    get('an id that nobody has', `/tasks/${randomUUID()}`, 'task.not-found', undefined, 404),
    get('an unknown address', '/tasks/17/owner', 'route.unknown', undefined, 404),
    get('a negative limit', '/tasks?limit=-1', 'input.invalid', '/limit'),
    get('a limit of zero', '/tasks?limit=0', 'input.invalid', '/limit'),
    get('a huge limit', '/tasks?limit=100000', 'input.invalid', '/limit'),
    get('a limit that is no number', '/tasks?limit=many', 'input.invalid', '/limit'),
    get('a limit given twice', '/tasks?limit=1&limit=2', 'input.invalid', '/limit'),
    get('an unknown parameter', '/tasks?owner=me', 'input.invalid', '/owner'),
    get('a cursor that is none', '/tasks?cursor=abc', 'cursor.invalid', '/cursor', 400),
    get(
      'a cursor of another filter',
      `/tasks?q=milk&cursor=${cursor(['infinity', '1'])}`,
      'cursor.invalid',
      '/cursor',
      400,
    ),
    get('a cursor with too few values', `/tasks?cursor=${cursor(['1'])}`, 'cursor.invalid', '/cursor', 400),
    get(
      'a cursor with a bad time',
      `/tasks?cursor=${cursor(['soon', '1'])}`,
      'cursor.invalid',
      '/cursor',
      400,
    ),
    get(
      'a cursor with a bad number',
      `/tasks?cursor=${cursor(['infinity', "1'; --"])}`,
      'cursor.invalid',
      '/cursor',
      400,
    ),
    get(
      'a cursor with a number out of range',
      `/tasks?cursor=${cursor(['infinity', '99999999999'])}`,
      'cursor.invalid',
      '/cursor',
      400,
    ),
    get('a filter with a bad value', `/tasks?q=${encodeURIComponent('is:blue')}`, 'filter.invalid', '/q'),
    get(
      'a filter with an unknown key',
      `/tasks?q=${encodeURIComponent('duee:today')}`,
      'filter.invalid',
      '/q',
    ),
    get('a filter with an open parenthesis', '/tasks?q=(milk', 'filter.invalid', '/q'),
    get('a long filter', `/tasks?q=${'x'.repeat(1_001)}`, 'input.invalid', '/q'),
    get('a negative position', '/changes?after=-1', 'input.invalid', '/after'),
    get('a position that is no number', '/changes?after=now', 'input.invalid', '/after'),
    get('a position beyond the head', '/changes?after=2000000000', 'changes.expired', undefined, 410),
    get(
      'messages before a bad position',
      '/conversations/:talk/messages?before=0',
      'input.invalid',
      '/before',
    ),
    get('an audit page of a negative size', '/audit/events?limit=-5', 'input.invalid', '/limit'),
    get('an audit cursor that is none', '/audit/events?cursor=abc', 'input.invalid', '/cursor'),
    get('reminders in a bad state', '/reminders?state=asleep', 'input.invalid', '/state'),
    {
      what: 'a snooze of minus five minutes',
      method: 'POST',
      path: '/tasks/:task/snooze',
      body: { minutes: -5 },
      status: 422,
      code: 'input.invalid',
      pointer: '/minutes',
    },
    {
      what: 'a snooze into the past',
      method: 'POST',
      path: '/tasks/:task/snooze',
      body: { until: '2001-01-01T10:00' },
      status: 422,
      code: 'task.invalid',
      pointer: '/until',
    },
    {
      what: 'a snooze until no time',
      method: 'POST',
      path: '/tasks/:task/snooze',
      body: { until: 'later' },
      status: 422,
      code: 'input.invalid',
      pointer: '/until',
    },
    {
      what: 'a change without If-Match',
      method: 'PATCH',
      path: '/tasks/:task',
      body: { title: 'b' },
      status: 428,
      code: 'task.version-required',
    },
    {
      what: 'a stale If-Match',
      method: 'PATCH',
      path: '/tasks/:task',
      body: { title: 'b' },
      headers: { 'if-match': '"99"' },
      status: 412,
      code: 'task.stale',
    },
    {
      what: 'a weak If-Match',
      method: 'PATCH',
      path: '/tasks/:task',
      body: { title: 'b' },
      headers: { 'if-match': 'W/"1"' },
      status: 400,
      code: 'task.version-invalid',
    },
    {
      what: 'a stale delete',
      method: 'DELETE',
      path: '/tasks/:task',
      headers: { 'if-match': '"99"' },
      status: 412,
      code: 'task.stale',
    },
    {
      what: 'a change to an empty title',
      method: 'PATCH',
      path: '/tasks/:task',
      body: { title: '' },
      headers: { 'if-match': '*' },
      status: 422,
      code: 'task.invalid',
      pointer: '/title',
    },
    {
      what: 'a change of an unknown member',
      method: 'PATCH',
      path: '/tasks/:task',
      body: { number: 1 },
      headers: { 'if-match': '*' },
      status: 422,
      code: 'input.invalid',
      pointer: '/number',
    },
    {
      what: 'undoing what is no action',
      method: 'POST',
      path: '/actions/nothing/undo',
      status: 422,
      code: 'input.invalid',
      pointer: '/id',
    },
    {
      what: 'undoing what never was',
      method: 'POST',
      path: `/actions/${randomUUID()}/undo`,
      status: 404,
      code: 'action.not-found',
    },
  ] as Attempt[])('$what', async (attempt) => {
    await expectRefused(attempt);
  });
});

describe('text that hides something', () => {
  it('is stored without control and bidi characters', async () => {
    const made = await ann.make({
      title: 'pay \u202eevil\u202c \u0007rent',
      notes: 'a\u0001b\u2066c',
      list: 'ho\u0008me',
    });
    expect(made).toMatchObject({ title: 'pay evil rent', notes: 'abc', list: 'home' });
    const { message, tasks } = await ann.say('buy \u202emilk\u202c\u0007 now');
    expect(message.text).toBe('buy milk now');
    expect(JSON.stringify(tasks)).not.toMatch(/\\u0007|\u202e/);
  });

  it.each<[string, string, string, string]>([
    ['POST', '/tasks', '{"title":"half \\ud83d a face"}', '/title'],
    ['POST', '/tasks', '{"title":"a","notes":"\\udc00"}', '/notes'],
    ['POST', '/tasks', '{"title":"a","tags":["ho\\u0000me"]}', '/tags/0'],
    ['POST', '/parse', '{"text":"buy\\u0000 milk"}', '/text'],
  ])('is refused where it cannot be stored: %s %s %s', async (method, path, body, pointer) => {
    const answer = await ann.call<Problem>(method, path, { body });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'input.malformed-text', errors: [{ pointer }] },
    });
  });

  it('is refused in a search, too', async () => {
    const { status } = await ann.call<Problem>('GET', `/tasks?q=${encodeURIComponent('milk\u0000')}`);
    expect(status).toBe(400);
  });

  it('is taken when it is 10,000 characters of any script', async () => {
    const text = `buy milk ${'🥛'.repeat(9_991)}`;
    expect([...text]).toHaveLength(10_000);
    const { message } = await ann.say(text);
    expect(message.text).toBe(text);
    const socket = await ann.openSocket();
    const again = { conversationId: ann.conversationId, clientMessageId: message.clientMessageId, text };
    expect(await socket.send('message.send', again)).toMatchObject({
      ok: true,
      result: { message: { id: message.id } },
    });
    socket.close();
  });

  it('does not turn a search into something else', async () => {
    for (const q of ["'; DROP TABLE tasks; --", '%', '_', '\\', '"', '((', '*:*', '<script>'])
      expect((await ann.call('GET', `/tasks?q=${encodeURIComponent(q)}`)).status).toBeLessThan(500);
    expect((await ann.tasks()).length).toBeGreaterThan(0);
  });
});

describe('a socket', () => {
  it('answers every malformed request with a problem, and lives on', async () => {
    const socket = await ann.openSocket();
    const before = await ann.head();
    const talkTo = { conversationId: ann.conversationId, clientMessageId: randomUUID() };
    const bodies: unknown[] = [
      undefined,
      null,
      'text',
      7,
      [],
      {},
      { ...talkTo, text: 5 },
      { ...talkTo, text: '' },
      { ...talkTo, text: 'x'.repeat(10_001) },
      { ...talkTo, clientMessageId: 'no', text: 'hello' },
      { ...talkTo, conversationId: 'no', text: 'hello' },
      { ...talkTo, conversationId: randomUUID(), text: 'hello' },
    ];
    for (const body of bodies) {
      const ack = await socket.send('message.send', body);
      expect(ack).toMatchObject({
        ok: false,
        problem: { status: expect.any(Number) as number, code: expect.any(String) as string },
      });
      expect(ack.ok || ack.problem.status).toBeGreaterThanOrEqual(400);
      expect(ack.ok || ack.problem.status).toBeLessThan(500);
    }
    for (const body of [undefined, null, {}, { token: 5 }, { token: 'nonsense' }])
      expect(await socket.send('token.refresh', body)).toMatchObject({ ok: false, problem: { status: 401 } });
    expect(await ann.head()).toBe(before);
    expect(socket.socket.connected).toBe(true);
    socket.close();
  });
});

describe('accounts', () => {
  const origin = () => ({ origin: target().url });
  const account = () => ({
    name: 'Eve',
    email: `${randomUUID()}@example.test`,
    password: `${CANARY}-password`,
  });
  it.each([
    { what: 'a short password', change: { password: 'short' }, pointer: '/password' },
    { what: 'a password that is no text', change: { password: 12345678901 }, pointer: '/password' },
    { what: 'an address that is none', change: { email: 'nobody' }, pointer: '/email' },
    { what: 'a name of control characters', change: { name: 'E\u0000ve' }, pointer: '/name' },
    { what: 'an unknown time zone', change: { timeZone: 'Mars/Olympus' }, pointer: '/timeZone' },
    { what: 'an unknown member', change: { role: 'admin' }, pointer: '/role' },
  ])('are not made with $what', async ({ change, pointer }) => {
    const body = { ...account(), ...change };
    const answer = await request<Problem>('POST', '/api/auth/sign-up/email', { body, headers: origin() });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect([400, 422]).toContain(answer.status);
    expect(pointersOf(answer.body)).toEqual([pointer]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('are not entered with a wrong password, and the refusal does not say whether they exist', async () => {
    const body = { email: ann.email, password: `${CANARY}-wrong` };
    const wrong = await request<Problem>('POST', '/api/auth/sign-in/email', { body, headers: origin() });
    const nobody = { ...body, email: account().email };
    const unknown = await request<Problem>('POST', '/api/auth/sign-in/email', {
      body: nobody,
      headers: origin(),
    });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(unknown).toMatchObject({ status: wrong.status, body: wrong.body });
  });

  it.each<[Record<string, string>, string]>([
    [{ 'x-api-key': 'parley_nonsense' }, 'auth.invalid-api-key'],
    [{ 'x-api-key': 'k'.repeat(500) }, 'auth.required'],
    [{ authorization: 'Basic YTpi' }, 'auth.required'],
    [{ authorization: 'Bearer' }, 'auth.required'],
    [{}, 'auth.required'],
  ])('cannot be used with %j', async (headers, code) => {
    const { status, body } = await request<Problem>('GET', '/api/v1/tasks', { headers });
    expect({ status, code: body.code }).toEqual({ status: 401, code });
  });
});

withOwnStack('after all this', () => {
  it('no service has restarted', () => {
    expect(processIds()).toEqual(pids);
  });

  it('no log holds a password, a token, a key, or what people wrote', async () => {
    const robot = await ann.program();
    await robot.make({ title: `${CANARY} by the robot` });
    const folder = path.join(ownStack().dir, 'logs');
    const secrets = [CANARY, ann.token, ann.email, robot.key];
    for (const name of readdirSync(folder)) {
      const log = readFileSync(path.join(folder, name), 'utf8');
      const found = secrets.filter((secret) => log.includes(secret));
      expect({ name, found }).toEqual({ name, found: [] });
    }
  });

  it('no service has logged an error', () => {
    const errors = replicas().flatMap(({ app }) =>
      app
        .logTail(100_000)
        .split('\n')
        .filter((line) => line.includes('"level":"error"') && timeOf(line) >= began),
    );
    expect(errors).toEqual([]);
  });
});

function elevenReminders(): { at: string }[] {
  return Array.from({ length: 11 }, (_, i) => ({ at: `2030-01-01T10:00:${String(i).padStart(2, '0')}Z` }));
}

function timeOf(line: string): string {
  return /"time":"([^"]+)"/.exec(line)?.[1] ?? '';
}
