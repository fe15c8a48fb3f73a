import { randomUUID } from 'node:crypto';
import type { Problem } from '../support/http.ts';
import { blockOf, type Task } from '../support/model.ts';
import { Person } from '../support/person.ts';
import { waitUntil } from '../support/waiting.ts';

interface Found {
  readonly items: Task[];
  readonly highlights: { taskId: string; title: { start: number; end: number }[] }[];
  readonly corrections: { word: string; near: string[] }[];
}
interface Saved {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly position: number;
  readonly version: number;
}

let ann: Person;

beforeAll(async () => {
  ann = await Person.signUp();
  for (const title of ['buy oat milk #home', 'buy bread #home', 'call the bakery #work'])
    await ann.say(title);
});
afterAll(() => {
  ann.leave();
});

const find = (q: string) => ann.ok<Found>('GET', `/tasks?q=${encodeURIComponent(q)}`);
const titles = ({ items }: Found) => items.map(({ title }) => title);

describe('one filter', () => {
  it('is the same in the conversation and over REST', async () => {
    const q = '(milk OR #work) -call';
    expect(titles(await find(q))).toEqual(['buy oat milk']);
    const list = blockOf(await ann.say(`/list ${q}`), 'task-list');
    expect(list.taskIds).toEqual((await find(q)).items.map(({ id }) => id));
  });

  it('says where its words are, and what it took a mistyped one for', async () => {
    const found = await find('mlik');
    expect(titles(found)).toEqual(['buy oat milk']);
    expect(found.corrections).toEqual([{ word: 'mlik', near: ['milk'] }]);
    expect(found.highlights[0]?.title).toEqual([{ start: 8, end: 12 }]);
  });

  it('with a mistake names its place and offers the corrected one', async () => {
    const { status, body } = await ann.call<Problem>('GET', '/tasks?q=milk%20duee:today');
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'filter.invalid',
      problems: [{ span: { start: 5, end: 10 }, suggestions: ['milk due:today'] }],
    });
  });

  it('can be written with the keys that are offered', async () => {
    const { items } = await ann.ok<{ items: { key: string; values: string[] }[] }>('GET', '/filters/keys');
    for (const { key, values } of items) for (const value of values) await find(`${key}:${value}`);
  });
});

describe('a saved filter', () => {
  it('is made once, changed by its version, moved, shown by name, audited and removed', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { name: 'At home', query: '#home sort:title' };
    const made = await ann.call<Saved>('POST', '/filters', { body, headers });
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"']);
    const { id } = made.body;
    expect((await ann.ok<Saved>('POST', '/filters', { body, headers })).id).toBe(id);
    await ann.ok<Saved>('POST', '/filters', { body: { name: 'Work', query: '#work' } });

    const path = `/filters/${id}`;
    const change = (version?: string) =>
      ann.call<Saved>('PATCH', path, {
        body: { name: 'House', position: 1 },
        ...(version !== undefined && { headers: { 'if-match': version } }),
      });
    expect((await change()).status).toBe(428);
    expect((await change('"7"')).status).toBe(412);
    expect((await change('"1"')).body).toMatchObject({ name: 'House', position: 1, version: 2 });
    const { items } = await ann.ok<{ items: Saved[] }>('GET', '/filters');
    expect(items.map(({ name, position }) => [name, position])).toEqual([
      ['Work', 0],
      ['House', 1],
    ]);

    const shown = await ann.say('show house');
    expect(shown.tasks.map(({ title }) => title)).toEqual(['buy bread', 'buy oat milk']);

    await ann.ok('DELETE', path, { headers: { 'if-match': '"2"' } });
    expect((await ann.call('GET', path)).status).toBe(404);
    await waitUntil('the trail', async () => {
      const trail = await ann.ok<{ items: { type: string }[] }>('GET', `/audit/events?subject=${id}`);
      return trail.items.map(({ type }) => type).some((type) => type === 'parley.filter.deleted.v1');
    });
  });
});
