import { randomUUID } from 'node:crypto';
import type { Problem } from '../support/http.ts';
import { blockOf, onlyTask, type Task } from '../support/model.ts';
import { Person } from '../support/person.ts';
import { waitUntil } from '../support/waiting.ts';

let ann: Person;
let bob: Person;
let task: Task;
let actionId: string;
let filterId: string;

beforeAll(async () => {
  [ann, bob] = await Promise.all([Person.signUp(), Person.signUp({ name: 'Bob' })]);
  const sent = await ann.say('plan the secret party #private');
  task = onlyTask(sent);
  actionId = blockOf(sent, 'undo').actionId;
  const filter = { name: 'secret party', query: '#private' };
  filterId = (await ann.ok<{ id: string }>('POST', '/filters', { body: filter })).id;
});
afterAll(() => {
  ann.leave();
  bob.leave();
});

describe("another person's id", () => {
  const attempts: {
    act: string;
    method: string;
    path: () => string;
    body?: object;
    headers?: Record<string, string>;
  }[] = [
    { act: 'reading the task', method: 'GET', path: () => `/tasks/${task.id}` },
    {
      act: 'changing the task',
      method: 'PATCH',
      path: () => `/tasks/${task.id}`,
      body: { title: 'mine now' },
      headers: { 'if-match': '*' },
    },
    { act: 'completing the task', method: 'POST', path: () => `/tasks/${task.id}/complete` },
    { act: 'reopening the task', method: 'POST', path: () => `/tasks/${task.id}/reopen` },
    {
      act: 'snoozing the task',
      method: 'POST',
      path: () => `/tasks/${task.id}/snooze`,
      body: { minutes: 5 },
    },
    { act: 'deleting the task', method: 'DELETE', path: () => `/tasks/${task.id}` },
    { act: 'taking the act back', method: 'POST', path: () => `/actions/${actionId}/undo` },
    { act: 'reading the saved filter', method: 'GET', path: () => `/filters/${filterId}` },
    {
      act: 'changing the saved filter',
      method: 'PATCH',
      path: () => `/filters/${filterId}`,
      body: { name: 'mine now' },
      headers: { 'if-match': '*' },
    },
    { act: 'removing the saved filter', method: 'DELETE', path: () => `/filters/${filterId}` },
    {
      act: 'reading the conversation',
      method: 'GET',
      path: () => `/conversations/${ann.conversationId}/messages`,
    },
    {
      act: 'speaking in the conversation',
      method: 'POST',
      path: () => `/conversations/${ann.conversationId}/messages`,
      body: { clientMessageId: randomUUID(), text: 'hello' },
    },
  ];

  it.each(attempts)('is unknown when $act, and nothing changes', async ({ method, path, ...options }) => {
    const before = [await ann.head(), await bob.head()];
    const { status, body: problem } = await bob.call<Problem>(method, path(), options);
    expect(status).toBe(404);
    expect(problem.status).toBe(404);
    expect(JSON.stringify(problem)).not.toContain('secret party');
    expect([await ann.head(), await bob.head()]).toEqual(before);
  });

  it('cannot be told from an id that nobody has', async () => {
    const theirs = await bob.call<Problem>('GET', `/tasks/${task.id}`);
    const nobodys = await bob.call<Problem>('GET', `/tasks/${randomUUID()}`);
    expect(theirs.body).toEqual(nobodys.body);
  });

  it('has no audit trail for others', async () => {
    await waitUntil('the trail for its owner', async () => {
      const { items } = await ann.ok<{ items: unknown[] }>('GET', `/audit/events?subject=${task.id}`);
      return items.length > 0;
    });
    expect(await bob.ok('GET', `/audit/events?subject=${task.id}`)).toMatchObject({ items: [] });
  });
});

describe('what one person does', () => {
  it('is in no list, search, tag or feed of another', async () => {
    expect(await bob.tasks()).toEqual([]);
    expect(await bob.tasks('party')).toEqual([]);
    expect(await bob.ok('GET', '/tags')).toEqual({ items: [] });
    expect(await bob.changes(0)).toMatchObject({ items: [] });
  });

  it('is not pushed to the sockets of another', async () => {
    const [hers, his] = [await ann.openSocket(), await bob.openSocket()];
    const made = await ann.make({ title: 'for her eyes' });
    await hers.heard('her task', (change) => change.task?.id === made.id);
    // What follows on the same way shows that the task would have arrived by now.
    const own = await bob.make({ title: 'for his eyes' });
    await his.heard('his task', (change) => change.task?.id === own.id);
    expect(his.pushed.filter(({ change }) => change.task?.id !== own.id)).toEqual([]);
  });

  it('cannot be sent over a socket into the conversation of another', async () => {
    const socket = await bob.openSocket();
    const before = await ann.head();
    const body = { conversationId: ann.conversationId, clientMessageId: randomUUID(), text: 'hello' };
    expect(await socket.send('message.send', body)).toMatchObject({
      ok: false,
      problem: { status: 404, code: 'conversation.not-found' },
    });
    expect(await ann.head()).toBe(before);
  });
});
