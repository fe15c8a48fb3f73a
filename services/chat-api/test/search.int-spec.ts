import { openUnlessSaid, parseFilter } from '@parley/language';
import type { Scope } from '../src/scope.js';
import type { FoundTasks } from '../src/tasks/application/search-tasks.js';
import { dueFrom } from '../src/tasks/domain/due.js';
import type { Task, TaskContent } from '../src/tasks/domain/task.js';
import { Chat } from './chat.js';
import { matches } from './matches.js';
import { RandomFilters, WORDS } from './random-filters.js';

const content = (more: Partial<TaskContent>): TaskContent => ({
  ...{ title: 'task', notes: '', priority: 'medium', tags: [], list: null, due: null },
  ...more,
});

let chat: Chat;
beforeAll(async () => {
  chat = await Chat.start();
});
afterAll(() => chat.stop());

const make = (user: Scope, more: Partial<TaskContent>) =>
  chat.create.execute(user, { content: content(more) });
const titlesOf = ({ tasks }: FoundTasks) => tasks.map(({ title }) => title);
const found = (user: Scope, q: string, limit = 50) => chat.search.execute(user, { q, limit });
const titles = async (user: Scope, q: string) => titlesOf(await found(user, q));

/** All pages, and whether each but the last is full. */
async function pages(user: Scope, q: string, limit: number): Promise<Task[]> {
  const all: Task[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await chat.search.execute(user, { q, limit, ...(cursor !== undefined && { cursor }) });
    all.push(...page.tasks);
    cursor = page.nextCursor;
    if (cursor !== null) expect(page.tasks).toHaveLength(limit);
  }
  return all;
}

describe('what the database finds', () => {
  it('is what the filter says, for any filter', async () => {
    const user = chat.user('Pacific/Auckland');
    const random = new RandomFilters(4711);
    const days = ['2026-11-14', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-12-01'];
    const tasks: Task[] = [];
    for (let i = 0; i < 120; i++) {
      const due = random.chance(0.3)
        ? null
        : `${random.pick(days)}${random.chance(0.5) ? `T0${i % 10}:30` : ''}`;
      const zone = random.pick(['Pacific/Auckland', 'Etc/GMT+12', 'Europe/Berlin']);
      const { task } = await chat.create.execute(user, {
        content: content({
          title: `${random.pick(WORDS)} ${random.pick(WORDS)}`,
          notes: random.chance(0.3) ? `see ${random.pick(WORDS)}\n${random.pick(WORDS)}` : '',
          priority: random.pick(['low', 'medium', 'high']),
          tags: ['home', 'work', '3'].filter(() => random.chance(0.3)),
          list: random.pick([null, 'Groceries', 'work']),
          due: due === null ? null : dueFrom(due, zone),
        }),
        ...(random.chance(0.2) &&
          due !== null && {
            recurrence: { rrule: 'FREQ=DAILY', mode: 'fixed', civilStart: due },
          }),
      });
      tasks.push(task);
      if (i % 7 === 0) chat.clock.advance(3 * 3_600_000);
      if (random.chance(0.3)) tasks[i] = (await chat.change.complete(user, task.id)).task;
    }
    const context = { now: chat.clock.now(), zone: user.zone, locale: user.locale };
    let some = 0;
    for (let round = 0; round < 400; round++) {
      const q = random.filter();
      const { filter, problems } = parseFilter(q, context);
      expect([q, problems]).toEqual([q, []]);
      const where = openUnlessSaid(filter.where);
      const expected = tasks.filter((task) => matches(task, where)).map(({ number }) => number);
      const numbers = (await pages(user, q, 50)).map(({ number }) => number);
      expect([q, numbers.toSorted((a, b) => a - b)]).toEqual([q, expected]);
      if (expected.length > 0 && expected.length < tasks.length) some += 1;
    }
    expect(some).toBeGreaterThan(200);
  });

  it('is the best first, then what is due first', async () => {
    const user = chat.user();
    const soon = dueFrom('2030-01-01', user.zone);
    await make(user, { title: 'shopping', notes: 'oat milk' });
    await make(user, { title: 'buttermilk' });
    await make(user, { title: 'buy Milk' });
    await make(user, { title: 'get milk', due: soon });
    await make(user, { title: 'milk the cow' });
    await make(user, { title: 'Milk' });
    const best = ['Milk', 'milk the cow', 'get milk', 'buy Milk', 'buttermilk', 'shopping'];
    expect(await titles(user, 'milk')).toEqual(best);
    expect(await titles(user, 'milk sort:-relevance')).toEqual([
      ...['shopping', 'buttermilk', 'buy Milk', 'get milk', 'milk the cow', 'Milk'],
    ]);
    expect((await titles(user, 'milk sort:due'))[0]).toBe('get milk');
    expect((await pages(user, 'milk', 2)).map(({ title }) => title)).toEqual(best);
  });

  it('is only the own', async () => {
    const [user, other] = [chat.user(), chat.user()];
    await make(user, { title: 'secret milk' });
    const strangers = [
      other,
      { ...other, workspaceId: user.workspaceId },
      { ...user, workspaceId: other.workspaceId },
    ];
    for (const stranger of strangers) {
      for (const q of ['milk', 'milk OR is:all', '-bread', 'NOT (bread AND milk)', 'mlik'])
        expect(await found(stranger, q)).toMatchObject({ tasks: [], total: 0, corrections: [] });
    }
  });
});

describe('a mistyped word', () => {
  it('is corrected when nothing has it, and the answer says so', async () => {
    const user = chat.user();
    await make(user, { title: 'Buy milk' });
    await make(user, { title: 'Call the dentist' });
    const answer = await found(user, 'mlik');
    expect(titlesOf(answer)).toEqual(['Buy milk']);
    expect(answer.corrections).toEqual([{ word: 'mlik', near: ['milk'] }]);
    expect(answer.texts).toEqual(['milk']);
    expect(await titles(user, 'the dentsit')).toEqual(['Call the dentist']);
    expect(await titles(user, 'mlik OR dentsit')).toHaveLength(2);
  });

  it('is left alone when something has it, in quotes, or when it must be absent', async () => {
    const user = chat.user();
    await make(user, { title: 'milk' });
    await make(user, { title: 'mlik' });
    expect(await titles(user, 'mlik')).toEqual(['mlik']);
    expect(await titles(user, '"miilk"')).toEqual([]);
    expect(await titles(user, '-miilk sort:title')).toEqual(['milk', 'mlik']);
  });

  it('is corrected in the same way on the next page, whatever came in between', async () => {
    const user = chat.user();
    for (let i = 0; i < 5; i++) await make(user, { title: `milk ${i}` });
    const first = await found(user, 'mlik', 2);
    await make(user, { title: 'mlik' });
    const next = await chat.search.execute(user, { q: 'mlik', limit: 2, cursor: first.nextCursor ?? '' });
    expect([...titlesOf(first), ...titlesOf(next)]).toEqual(['milk 0', 'milk 1', 'milk 2', 'milk 3']);
  });

  it('never decides what is acted on', async () => {
    const user = chat.user();
    await make(user, { title: 'milk #1' });
    await chat.say(user, 'complete all is:open mlik');
    expect(await titles(user, 'is:open')).toEqual(['milk #1']);
    const { replies } = await chat.say(user, 'search mlik');
    expect(replies[0]?.text).toBe('Nothing has "mlik", so this is for "milk". 1 task.');
  });
});

describe('a page', () => {
  it('follows the one before without gap or double while tasks come in', async () => {
    const user = chat.user();
    for (let i = 0; i < 12; i++) await make(user, { title: `milk ${String(i).padStart(2, '0')}` });
    for (const q of ['milk', 'milk sort:title', 'milk sort:-created', 'sort:due']) {
      const before = titlesOf(await found(user, q));
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await chat.search.execute(user, {
          q,
          limit: 5,
          ...(cursor !== undefined && { cursor }),
        });
        seen.push(...titlesOf(page));
        cursor = page.nextCursor;
        await make(user, { title: 'milk' });
      }
      expect(seen.filter((title) => before.includes(title) && title !== 'milk')).toEqual(
        before.filter((title) => title !== 'milk'),
      );
    }
  });

  it('after a long title has a cursor that is taken back', async () => {
    const user = chat.user();
    for (let i = 0; i < 3; i++) await make(user, { title: `${'"🙂'.repeat(248)}${i}` });
    expect(await pages(user, 'sort:title', 1)).toHaveLength(3);
  });

  it('of another query or made up is refused', async () => {
    const user = chat.user();
    for (let i = 0; i < 3; i++) await make(user, {});
    const { nextCursor } = await found(user, 'is:open', 1);
    for (const [q, cursor] of [
      ['is:all', nextCursor ?? ''],
      ['is:open', 'nonsense'],
    ] as const)
      await expect(chat.search.execute(user, { q, limit: 1, cursor })).rejects.toMatchObject({
        code: 'cursor.invalid',
        kind: 'malformed',
      });
  });
});

it('a filter with a mistake names its place and offers the corrected one', async () => {
  await expect(found(chat.user(), 'milk duee:today')).rejects.toMatchObject({
    code: 'filter.invalid',
    fields: [{ pointer: '/q' }],
    details: { problems: [{ span: { start: 5, end: 10 }, suggestions: ['milk due:today'] }] },
  });
});

it('all of a kind is found in any state that is acted on', async () => {
  const user = chat.user();
  const { task } = await make(user, { title: 'old', tags: ['home'] });
  await chat.change.complete(user, task.id);
  await chat.say(user, 'reopen all #home');
  expect(await titles(user, 'is:open')).toEqual(['old']);
});
