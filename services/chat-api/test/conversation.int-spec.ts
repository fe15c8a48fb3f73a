import { newId } from '@parley/kernel';
import { personalConversationId } from '../src/conversations/domain/conversation.js';
import { Chat } from './chat.js';

describe('a conversation', () => {
  let chat: Chat;
  beforeAll(async () => {
    chat = await Chat.start();
  });
  afterAll(() => chat.stop());

  it('answers a task with its card, and publishes it', async () => {
    const user = chat.user();
    const { replies, tasks } = await chat.say(user, 'pay rent every 1st at 9am #home !high');
    expect(tasks).toMatchObject([
      { title: 'pay rent', tags: ['home'], priority: 'high', due: { local: '2026-12-01T09:00' }, number: 1 },
    ]);
    expect(replies[0]?.blocks.map(({ type }) => type)).toEqual(['task', 'undo']);
    const types = (await chat.published(user)).map(({ type }) => type);
    expect(types).toEqual([
      'parley.series.created.v1',
      'parley.task.created.v1',
      ...Array<string>(3).fill('parley.change.appended.v1'),
    ]);
  });

  it('says by the clock of the database when something was said', async () => {
    const { message, replies } = await chat.say(chat.user(), 'buy milk');
    for (const { createdAt } of [message, ...replies])
      expect(Math.abs(Date.parse(createdAt) - Date.now())).toBeLessThan(10_000);
  });

  it('gives the same answer when a message is sent again', async () => {
    const user = chat.user();
    const id = newId();
    const first = await chat.say(user, 'buy milk', id);
    const again = await chat.say(user, 'buy milk', id);
    expect(again).toEqual({ ...first, created: false });
    expect((await chat.search.execute(user, { limit: 10 })).total).toBe(1);
  });

  it('refuses the id of another text, and stores nothing', async () => {
    const user = chat.user();
    const id = newId();
    await chat.say(user, 'buy milk', id);
    await expect(chat.say(user, 'buy bread', id)).rejects.toMatchObject({ code: 'message.client-id-reused' });
    expect((await chat.feed.read(user, 0, 100)).head).toBe(3);
  });

  it('keeps messages and changes free of gaps when many are sent at once', async () => {
    const user = chat.user();
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, i) => chat.say(user, `task ${i} tomorrow`)),
    );
    const seqs = sent.flatMap(({ message, replies }) => [message.seq, ...replies.map(({ seq }) => seq)]);
    expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    const { items, head } = await chat.feed.read(user, 0, 1000);
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(head).toBe(60);
    expect(new Set(sent.flatMap(({ tasks }) => tasks.map(({ number }) => number))).size).toBe(20);
  });

  it('publishes the changes of a user in the order of their numbers', async () => {
    const user = chat.user();
    await Promise.all(Array.from({ length: 10 }, (_, i) => chat.say(user, `task ${i}`)));
    const seqs = (await chat.published(user, 'parley.change')).map(({ data }) => data.seq);
    expect(seqs).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  it('makes nothing of six tags, and says which', async () => {
    const user = chat.user();
    const { replies } = await chat.say(user, '#a #b #c #d #e #f x');
    expect(replies[0]?.blocks[0]).toMatchObject({ type: 'problem', tags: ['a', 'b', 'c', 'd', 'e', 'f'] });
    expect((await chat.search.execute(user, { limit: 10 })).total).toBe(0);
  });

  it('does not let a user write into the conversation of another', async () => {
    const [user, other] = [chat.user(), chat.user()];
    await chat.say(user, 'buy milk');
    const incoming = {
      conversationId: personalConversationId(user),
      clientMessageId: newId(),
      text: 'hello',
    };
    await expect(chat.send.execute(other, incoming)).rejects.toMatchObject({
      code: 'conversation.not-found',
    });
  });

  it('takes 10,000 characters and refuses one more', async () => {
    const user = chat.user();
    await expect(chat.say(user, 'a'.repeat(10_001))).rejects.toMatchObject({ code: 'message.invalid' });
    expect((await chat.say(user, 'a '.repeat(5_000))).replies).toHaveLength(1);
  });

  it('stores no control or bidi characters, nor half of a pair', async () => {
    const user = chat.user();
    const { message } = await chat.say(user, 'buy\u0000 \u202emilk\u202c\u0007');
    expect((await chat.say(user, 'buy \ud83d milk')).message.text).toBe('buy \ufffd milk');
    expect(message.text).toBe('buy milk');
  });

  it('says that changes are gone when a client is ahead of the feed', async () => {
    const user = chat.user();
    await chat.say(user, 'buy milk');
    await expect(chat.feed.read(user, 4, 10)).rejects.toMatchObject({
      code: 'changes.expired',
      details: { head: 3 },
    });
    expect((await chat.feed.read(user, 3, 10)).items).toEqual([]);
  });

  it('can be followed while it grows', async () => {
    const user = chat.user();
    let writing = true;
    const written = (async () => {
      for (let i = 0; i < 60; i += 1) await chat.say(user, `errand ${i}`);
      writing = false;
    })();
    const follow = async () => {
      let at = 0;
      while (writing) at = (await chat.feed.read(user, at, 100)).items.at(-1)?.seq ?? at;
    };
    await Promise.all([written, follow(), follow(), follow()]);
    expect((await chat.feed.read(user, 0, 1000)).items).toHaveLength(180);
  });
});
