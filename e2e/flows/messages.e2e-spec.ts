import { randomUUID } from 'node:crypto';
import type { Problem } from '../support/http.ts';
import type { Message, Sent } from '../support/model.ts';
import { Person } from '../support/person.ts';

let ann: Person;

beforeAll(async () => {
  ann = await Person.signUp();
});
afterAll(() => {
  ann.leave();
});

const post = (clientMessageId: string, text: string) =>
  ann.call<Sent>('POST', `/conversations/${ann.conversationId}/messages`, {
    body: { clientMessageId, text },
  });

describe('a message that is sent twice', () => {
  it('gets the same answer and has its effect once, over HTTP and socket alike', async () => {
    const id = randomUUID();
    const first = await post(id, 'buy bread');
    const second = await post(id, 'buy bread');
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    const socket = await ann.openSocket();
    const body = { conversationId: ann.conversationId, clientMessageId: id, text: 'buy bread' };
    expect(await socket.send('message.send', body)).toEqual({ ok: true, result: first.body });
    expect(await ann.tasks()).toHaveLength(1);
  });

  it('has its effect once when both arrive at the same time', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(id, 'buy eggs')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await ann.tasks()).filter(({ title }) => title === 'buy eggs')).toHaveLength(1);
  });

  it('is refused when its text is another one', async () => {
    const id = randomUUID();
    await post(id, 'buy butter');
    const before = await ann.head();
    const other = await post(id, 'buy margarine');
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'message.client-id-reused', errors: [{ pointer: '/clientMessageId' }] } satisfies Partial<
        Record<keyof Problem, unknown>
      >,
    });
    expect(await ann.head()).toBe(before);
  });
});

describe('many messages at once in one conversation', () => {
  it('are all answered, in an order without a gap', async () => {
    const bob = await Person.signUp({ name: 'Bob' });
    const sent = await Promise.all(Array.from({ length: 20 }, (_, i) => bob.say(`errand number ${i}`)));
    const { items } = await bob.ok<{ items: Message[] }>(
      'GET',
      `/conversations/${bob.conversationId}/messages?limit=200`,
    );
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    for (const { message, replies } of sent) {
      expect(items.find(({ id }) => id === message.id)?.seq).toBe(message.seq);
      expect(replies.map(({ seq }) => seq)).toEqual([message.seq + 1]);
    }
    const numbers = (await bob.tasks()).map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('reads back page by page', async () => {
    const path = `/conversations/${ann.conversationId}/messages`;
    const all = await ann.ok<{ items: Message[] }>('GET', `${path}?limit=200`);
    const paged: Message[] = [];
    for (let before: number | undefined; ;) {
      const query = `?limit=2${before === undefined ? '' : `&before=${before}`}`;
      const page = await ann.ok<{ items: Message[]; hasMore: boolean }>('GET', path + query);
      paged.unshift(...page.items);
      if (!page.hasMore) break;
      before = page.items[0]?.seq;
    }
    expect(paged).toEqual(all.items);
  });
});
