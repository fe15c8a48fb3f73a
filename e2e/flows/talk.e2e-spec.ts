import { randomUUID } from 'node:crypto';
import type { ClientSocket } from '../support/client-socket.ts';
import { blockOf, onlyTask, type Change, type Sent, type Task } from '../support/model.ts';
import { Person } from '../support/person.ts';
import { waitUntil } from '../support/waiting.ts';

/** How a text would be understood. */
interface Preview {
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
  readonly repeats?: { readonly text: string; readonly occurrences: readonly { readonly key: string }[] };
}

let ann: Person;
let laptop: ClientSocket;
let phone: ClientSocket;

beforeAll(async () => {
  ann = await Person.signUp({ timeZone: 'America/New_York' });
  laptop = await ann.openSocket();
  phone = await ann.openSocket();
});
afterAll(() => {
  ann.leave();
});

const changeOf = (task: Task) => (change: Change) => change.task?.id === task.id;

describe('a sentence', () => {
  let rent: Task;

  it('becomes a task with its time, rule, tag and priority in the zone of the person', async () => {
    const sent = await ann.say('pay rent every 1st at 9am #home !high');
    rent = onlyTask(sent);
    expect(blockOf(sent, 'task').taskId).toBe(rent.id);
    expect(rent).toMatchObject({
      number: 1,
      title: 'pay rent',
      tags: ['home'],
      priority: 'high',
      status: 'open',
      due: { kind: 'datetime', zone: 'America/New_York' },
      series: { text: 'every month on the 1st at 09:00' },
    });
    expect(rent.due).toHaveProperty('local', expect.stringMatching(/^\d{4}-\d{2}-01T09:00(:00)?$/));
    const due = rent.due as Extract<Task['due'], { kind: 'datetime' }>;
    expect(wallClock(due.at, 'America/New_York')).toBe('01, 09:00');
    expect(Date.parse(due.at)).toBeGreaterThan(Date.now());
  });

  it('reaches every open socket of the person unasked', async () => {
    for (const socket of [laptop, phone]) {
      const { change } = await socket.heard('the new task', changeOf(rent));
      expect(change).toMatchObject({
        type: 'task.changed',
        task: { title: 'pay rent', version: rent.version },
      });
      await socket.heard('the reply', ({ message }) => message?.author === 'parley');
    }
  });

  it('completes a recurring task, and the next occurrence follows', async () => {
    const done = onlyTask(await ann.say('done 1'));
    expect(done).toMatchObject({ id: rent.id, status: 'completed' });
    const next = await waitUntil('the next occurrence', async () =>
      (await ann.tasks()).find(({ series }) => series?.id === rent.series?.id),
    );
    expect(next.id).not.toBe(rent.id);
    expect(monthOf(next)).toBe(monthAfter(monthOf(rent)));
    for (const socket of [laptop, phone]) await socket.heard('the next occurrence', changeOf(next));
  });

  it('takes back what was done, with the occurrence that followed from it', async () => {
    await ann.say('undo');
    const open = await waitUntil('the occurrence is withdrawn', async () => {
      const tasks = (await ann.tasks()).filter(({ series }) => series?.id === rent.series?.id);
      return tasks.length === 1 && tasks;
    });
    expect(open).toMatchObject([{ id: rent.id, status: 'open' }]);
  });
});

describe('a part that is not meant as it is understood', () => {
  const text = 'watch Annie tomorrow #tv';

  it('is shown beforehand, with the next dates of a rule', async () => {
    const { spans } = await ann.ok<Preview>('POST', '/parse', { body: { text } });
    expect(spans).toMatchObject([{ type: 'due', text: 'tomorrow' }, { type: 'tag' }]);
    const { repeats } = await ann.ok<Preview>('POST', '/parse', { body: { text: 'run every monday 7am' } });
    expect(repeats?.text).toBe('every Monday at 07:00');
    expect(repeats?.occurrences.map(({ key }) => key.slice(10))).toEqual(Array(5).fill('T07:00'));
  });

  it('stays in the title, over HTTP and socket alike', async () => {
    const { spans } = await ann.ok<Preview>('POST', '/parse', { body: { text } });
    const rejected = spans
      .filter(({ type }) => type === 'due')
      .map(({ type, start, end }) => ({ type, start, end }));
    const { spans: left } = await ann.ok<Preview>('POST', '/parse', { body: { text, rejected } });
    expect(left).toMatchObject([{ type: 'tag' }]);
    const { conversationId } = ann;
    const body = () => ({ clientMessageId: randomUUID(), text, rejected });
    const http = await ann.ok<Sent>('POST', `/conversations/${conversationId}/messages`, { body: body() });
    const ack = await laptop.send('message.send', { conversationId, ...body() });
    if (!ack.ok) throw new Error(ack.problem.detail);
    for (const sent of [http, ack.result])
      expect(onlyTask(sent)).toMatchObject({ title: 'watch Annie tomorrow', due: null, tags: ['tv'] });
  });
});

describe('a list', () => {
  beforeAll(async () => {
    await ann.say('buy milk tomorrow #errands');
    await ann.say('repair the bike !low #home');
  });

  const titles = async (text: string) => {
    const sent = await ann.say(text);
    const { taskIds } = blockOf(sent, 'task-list');
    return taskIds.map((id) => sent.tasks.find((task) => task.id === id)?.title);
  };

  it('shows the tasks of a tag', async () => {
    expect(await titles('show #home')).toEqual(['pay rent', 'repair the bike']);
  });

  it('finds a word in a title', async () => {
    expect(await titles('find milk')).toEqual(['buy milk']);
  });

  it('filters by several conditions at once', async () => {
    expect((await ann.tasks('#home priority:low')).map(({ title }) => title)).toEqual(['repair the bike']);
    expect((await ann.tasks('due:tomorrow')).map(({ title }) => title)).toEqual(['buy milk']);
  });
});

describe('a sixth tag', () => {
  it('is refused with the tags, and nothing is made', async () => {
    const before = await ann.tasks();
    const sent = await ann.say('paint the fence #a #b #c #d #e #f');
    expect(sent.tasks).toEqual([]);
    expect(blockOf(sent, 'problem')).toMatchObject({
      code: 'tag-limit',
      tags: ['a', 'b', 'c', 'd', 'e', 'f'],
    });
    expect(await ann.tasks()).toEqual(before);
  });
});

function wallClock(instant: string, timeZone: string): string {
  const parts = { day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(new Date(instant));
}

function monthOf(task: Task): string {
  if (task.due?.kind !== 'datetime') throw new Error(`No due time: ${JSON.stringify(task)}`);
  return task.due.local.slice(0, 7);
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
