import { newId } from '@parley/kernel';
import type { Scope } from '../src/scope.js';
import { dueFrom } from '../src/tasks/domain/due.js';
import type { ReminderWish } from '../src/tasks/domain/reminder.js';
import type { TaskContent } from '../src/tasks/domain/task.js';
import { Chat } from './chat.js';

const content = (more: Partial<TaskContent> = {}): TaskContent => ({
  title: 'buy milk',
  notes: '',
  priority: 'medium',
  tags: [],
  list: null,
  due: null,
  ...more,
});

describe('tasks', () => {
  let chat: Chat;
  beforeAll(async () => {
    chat = await Chat.start();
  });
  afterAll(() => chat.stop());

  const titles = async (user: Scope, q: string) =>
    (await chat.search.execute(user, { q, limit: 50 })).tasks.map(({ title }) => title);

  it('are paged without gap or double when many sort the same', async () => {
    const user = chat.user();
    const due = dueFrom('2026-12-01', user.zone);
    for (let i = 0; i < 25; i++) {
      await chat.create.execute(user, {
        content: content({ title: `task ${i}`, due: i % 3 === 0 ? due : null }),
      });
    }
    for (const q of ['', 'sort:-priority', 'sort:title', 'sort:-due', 'sort:-created']) {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const page = await chat.search.execute(user, { q, limit: 4, ...(cursor !== null && { cursor }) });
        expect(page.total).toBe(25);
        seen.push(...page.tasks.map(({ number }) => number));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(25);
      expect(seen).toHaveLength(25);
    }
  });

  it('are found by due day wherever the day was meant', async () => {
    const user = chat.user();
    const zones = ['Pacific/Kiritimati', user.zone, 'Etc/GMT+12'];
    for (const day of ['2026-11-29', '2026-11-30', '2026-12-01'])
      for (const zone of zones)
        await chat.create.execute(user, {
          content: content({ title: `${day} ${zone}`, due: dueFrom(day, zone) }),
        });
    const of = (...days: string[]) => days.flatMap((day) => zones.map((zone) => `${day} ${zone}`)).toSorted();
    const found = async (q: string) => (await titles(user, q)).toSorted();
    expect(await found('due:2026-11-30')).toEqual(of('2026-11-30'));
    expect(await found('due:..2026-11-30')).toEqual(of('2026-11-29', '2026-11-30'));
    expect(await found('due:2026-11-30..')).toEqual(of('2026-11-30', '2026-12-01'));
    expect(await found('-due:2026-11-30')).toEqual(of('2026-11-29', '2026-12-01'));
    expect(await found('due:overdue')).toEqual([]);
  });

  it('are found by tag, list, priority, state, words and due day', async () => {
    const user = chat.user();
    const make = (more: Partial<TaskContent>) => chat.create.execute(user, { content: content(more) });
    await make({
      title: 'rent',
      tags: ['home', 'bills'],
      priority: 'high',
      due: dueFrom('2026-11-21', user.zone),
    });
    await make({ title: 'call 100% of_them', list: 'Work', due: dueFrom('2026-11-22T00:30', user.zone) });
    const { task } = await make({
      title: 'old bread',
      notes: 'from the Bakery',
      due: dueFrom('2026-11-20', user.zone),
    });
    await chat.change.complete(user, task.id);
    expect(await titles(user, '#home')).toEqual(['rent']);
    expect(await titles(user, '-#home')).toEqual(['call 100% of_them']);
    expect(await titles(user, '!high')).toEqual(['rent']);
    expect(await titles(user, 'list:work')).toEqual(['call 100% of_them']);
    expect(await titles(user, 'is:done')).toEqual(['old bread']);
    expect(await titles(user, 'is:done bakery')).toEqual(['old bread']);
    expect(await titles(user, '100%')).toEqual(['call 100% of_them']);
    expect(await titles(user, '0_')).toEqual([]);
    expect(await titles(user, 'due:today')).toEqual(['rent']);
    expect(await titles(user, 'due:tomorrow')).toEqual(['call 100% of_them']);
    expect(await titles(user, 'due:overdue')).toEqual([]);
    expect(await titles(user, 'due:overdue is:done')).toEqual(['old bread']);
  });

  it('are found by whether they have a reminder', async () => {
    const user = chat.user();
    const due = dueFrom('2026-12-01T09:00', user.zone);
    const make = (title: string, reminders?: readonly ReminderWish[]) =>
      chat.create.execute(user, { content: content({ title, due }), ...(reminders && { reminders }) });
    await make('with the default');
    await make('with one', [{ kind: 'offset', minutes: 10 }]);
    await make('with none', []);
    expect(await titles(user, 'has:reminder sort:title')).toEqual(['with one', 'with the default']);
    expect(await titles(user, '-has:reminder')).toEqual(['with none']);
  });

  it('of another user do not exist', async () => {
    const [user, other] = [chat.user(), chat.user()];
    const { task, action } = await chat.create.execute(user, { content: content() });
    const refusal = { code: 'task.not-found' };
    await expect(chat.change.complete(other, task.id)).rejects.toMatchObject(refusal);
    await expect(chat.change.edit(other, task.id, { title: 'mine' })).rejects.toMatchObject(refusal);
    await expect(chat.change.delete(other, task.id)).rejects.toMatchObject(refusal);
    await expect(chat.undo.execute(other, action.id)).rejects.toMatchObject({ code: 'action.not-found' });
    expect(await titles(other, '')).toEqual([]);
    const sameWorkspace = { ...other, workspaceId: user.workspaceId };
    await expect(chat.change.complete(sameWorkspace, task.id)).rejects.toMatchObject(refusal);
  });

  it('refuse a change over a version that is no longer there', async () => {
    const user = chat.user();
    const { task } = await chat.create.execute(user, { content: content() });
    const edits = await Promise.allSettled(
      ['a', 'b', 'c'].map((title) => chat.change.edit(user, task.id, { title }, 1)),
    );
    expect(edits.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const edit of edits) {
      if (edit.status === 'rejected')
        expect(edit.reason).toMatchObject({ code: 'task.stale', details: { version: 2 } });
    }
  });

  it('are made once for one idempotency key, also at the same time', async () => {
    const user = chat.user();
    const key = newId();
    const ask = (body: object) =>
      chat.idempotency.once(user, key, body, async () => {
        const { task } = await chat.create.execute(user, { content: content() });
        return { id: task.id };
      });
    const answers = await Promise.all([ask({ a: 1 }), ask({ a: 1 }), ask({ a: 1 })]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await titles(user, '')).toHaveLength(1);
    await expect(ask({ a: 2 })).rejects.toMatchObject({ code: 'idempotency.key-reused' });
  });

  it('answer a repetition as at first also when it would be refused now', async () => {
    const user = chat.user();
    const { task } = await chat.create.execute(user, { content: content() });
    const ask = (body: object) =>
      chat.idempotency.once(user, 'once', body, async () => {
        const deleted = await chat.change.delete(user, task.id);
        return { version: deleted.task.version };
      });
    const first = await ask({ a: 1 });
    expect(await ask({ a: 1 })).toEqual(first);
    await expect(ask({ a: 2 })).rejects.toMatchObject({ code: 'idempotency.key-reused' });
  });

  it('leave nothing behind when the answer fails', async () => {
    const user = chat.user();
    const failing = chat.idempotency.once(user, 'key', {}, async () => {
      await chat.create.execute(user, { content: content() });
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect(await titles(user, '')).toEqual([]);
    expect(await chat.published(user)).toEqual([]);
  });

  it('move their reminders with the due time and drop a snooze', async () => {
    const user = chat.user('Europe/Berlin');
    const due = dueFrom('2026-12-01T09:00', user.zone);
    const { task } = await chat.create.execute(user, {
      content: content({ due }),
      reminders: [
        { kind: 'offset', minutes: 30 },
        { kind: 'absolute', at: new Date('2026-11-30T08:00:00Z') },
      ],
    });
    await chat.change.snooze(user, task.id, new Date('2026-11-22T08:00:00Z'));
    const moved = await chat.change.edit(user, task.id, { due: dueFrom('2026-12-02T10:00', user.zone) });
    expect(moved.task.reminders.map(({ kind, at }) => [kind, at.toISOString()])).toEqual([
      ['offset', '2026-12-02T08:30:00.000Z'],
      ['absolute', '2026-11-30T08:00:00.000Z'],
    ]);
    expect(moved.task.reminders[0]?.id).toBe(task.reminders[0]?.id);
  });
});
