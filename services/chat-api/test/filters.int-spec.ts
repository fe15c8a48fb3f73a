import { newId } from '@parley/kernel';
import { KeepFilters } from '../src/filters/application/keep-filters.js';
import { SavedFilters } from '../src/filters/application/saved-filters.js';
import { MAX_SAVED } from '../src/filters/domain/saved-filter.js';
import type { Scope } from '../src/scope.js';
import { Chat } from './chat.js';

let chat: Chat;
let keep: KeepFilters;
beforeAll(async () => {
  chat = await Chat.start();
  keep = chat.use(KeepFilters);
});
afterAll(() => chat.stop());

const names = async (user: Scope) => (await chat.use(SavedFilters).list(user)).map(({ name }) => name);

describe('saved filters', () => {
  it('keep the order that their user gives them, also when several change at once', async () => {
    const user = chat.user();
    const made = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => keep.create(user, { name, query: `#${name}` })),
    );
    expect(new Set(made.map(({ position }) => position)).size).toBe(4);
    const a = made.find(({ name }) => name === 'a');
    await keep.edit(user, a?.id ?? '', { position: 3 });
    expect((await names(user)).at(-1)).toBe('a');
    const [first] = await chat.use(SavedFilters).list(user);
    await keep.delete(user, first?.id ?? '');
    expect((await chat.use(SavedFilters).list(user)).map(({ position }) => position)).toEqual([0, 1, 2]);
  });

  it('are told to other devices and to the audit log', async () => {
    const user = chat.user();
    const filter = await keep.create(user, { name: 'Week', query: 'due:7d' });
    await keep.edit(user, filter.id, { name: 'My week' }, 1);
    await keep.delete(user, filter.id, 2);
    const { items } = await chat.feed.read(user, 0, 50);
    expect(items).toMatchObject([
      { type: 'filters.changed', filters: [{ name: 'Week', query: 'due:7d', position: 0, version: 1 }] },
      { type: 'filters.changed', filters: [{ name: 'My week', version: 2 }] },
      { type: 'filters.changed', filters: [] },
    ]);
    const events = await chat.published(user, 'parley.filter.');
    expect(events.map(({ type, subject }) => [type, subject])).toEqual([
      ['parley.filter.created.v1', filter.id],
      ['parley.filter.updated.v1', filter.id],
      ['parley.filter.deleted.v1', filter.id],
    ]);
    expect(events[1]?.data).toMatchObject({ filter: { name: 'My week', version: 2 }, userId: user.userId });
  });

  it('have names that differ, whatever their case and accents', async () => {
    const user = chat.user();
    const { id } = await keep.create(user, { name: 'Gärten', query: '' });
    await keep.create(user, { name: 'Other', query: '' });
    const refusal = { code: 'filter.name-taken', kind: 'conflict' };
    await expect(keep.create(user, { name: 'GARTEN', query: '' })).rejects.toMatchObject(refusal);
    await expect(keep.edit(user, id, { name: 'other' })).rejects.toMatchObject(refusal);
    expect((await keep.edit(user, id, { name: 'garten' })).name).toBe('garten');
    await keep.create(chat.user(), { name: 'garten', query: '' });
  });

  it('are refused with a mistake in them, over a version that is gone, and beyond so many', async () => {
    const user = chat.user();
    const { id } = await keep.create(user, { name: 'one', query: '' });
    await expect(keep.create(user, { name: 'two', query: 'is:opne' })).rejects.toMatchObject({
      code: 'filter.invalid',
      fields: [{ pointer: '/query' }],
      details: { problems: [{ suggestions: ['is:open'] }] },
    });
    await expect(keep.edit(user, id, { query: '(' })).rejects.toMatchObject({ code: 'filter.invalid' });
    await expect(keep.edit(user, id, { name: 'x' }, 2)).rejects.toMatchObject({
      code: 'filter.stale',
      details: { version: 1 },
    });
    await expect(keep.delete(user, id, 2)).rejects.toMatchObject({ code: 'filter.stale' });
    for (let i = 1; i < MAX_SAVED; i++) await keep.create(user, { name: `filter ${i}`, query: '' });
    await expect(keep.create(user, { name: 'last', query: '' })).rejects.toMatchObject({
      code: 'filter.limit',
    });
  });

  it('of another user do not exist', async () => {
    const [user, other] = [chat.user(), chat.user()];
    const { id } = await keep.create(user, { name: 'mine', query: '' });
    const refusal = { code: 'filter.not-found' };
    const sameWorkspace = { ...other, workspaceId: user.workspaceId };
    for (const stranger of [other, sameWorkspace]) {
      await expect(keep.edit(stranger, id, { name: 'yours' })).rejects.toMatchObject(refusal);
      await expect(keep.delete(stranger, id)).rejects.toMatchObject(refusal);
      expect(await names(stranger)).toEqual([]);
    }
    expect(await names(user)).toEqual(['mine']);
  });

  it('are shown in the conversation by their name, with the days of the day on which they are asked for', async () => {
    const user = chat.user();
    await keep.create(user, { name: 'Tim the garden', query: '#garden due:today' });
    await chat.say(user, 'dig today #garden');
    await chat.say(user, 'mow tomorrow #garden');
    const { replies, tasks } = await chat.say(user, 'show tim the garden');
    expect(tasks.map(({ title }) => title)).toEqual(['dig']);
    expect(replies[0]?.blocks[0]).toMatchObject({ type: 'task-list', query: '#garden due:today' });
    const other = await chat.say(chat.user(), 'show tim the garden');
    expect(other.tasks.map(({ title }) => title)).toEqual(['show tim the garden']);
  });

  it('are made once for one idempotency key', async () => {
    const user = chat.user();
    const key = newId();
    const ask = () =>
      chat.idempotency.once(user, key, { name: 'once' }, () =>
        keep.create(user, { name: 'once', query: '' }),
      );
    const [a, b] = await Promise.all([ask(), ask()]);
    expect(a.id).toBe(b.id);
    expect(await names(user)).toEqual(['once']);
  });
});
