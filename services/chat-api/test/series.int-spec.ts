import type { AdvanceSeriesRequest, TaskSnapshot } from '@parley/contracts';
import type { Scope } from '../src/scope.js';
import { taskView, type TaskView } from '../src/tasks/domain/task-view.js';
import { Chat } from './chat.js';

describe('a recurring task', () => {
  let chat: Chat;
  beforeAll(async () => {
    chat = await Chat.start();
  });
  afterAll(() => chat.stop());

  const rent = async (user: Scope): Promise<TaskView> => {
    const [task] = (await chat.say(user, 'pay rent every 1st at 9am')).tasks;
    if (!task) throw new Error('No task was made.');
    return task;
  };

  const request = (user: Scope, task: TaskView, completedAt: Date): AdvanceSeriesRequest => ({
    seriesId: task.series?.id ?? '',
    workspaceId: user.workspaceId,
    userId: user.userId,
    completedKey: task.occurrenceKey ?? '',
    completedAt: completedAt.toISOString(),
    outcome: 'next',
    next: {
      key: '2027-01-01T09:00',
      due: { kind: 'datetime', local: '2027-01-01T09:00', zone: user.zone },
    },
    skipped: [],
  });

  const open = async (user: Scope) => (await chat.search.execute(user, { limit: 10 })).tasks;

  it('gets one next occurrence, however often it is asked for', async () => {
    const user = chat.user();
    const task = await rent(user);
    const { task: done } = await chat.change.complete(user, task.id);
    const asked = request(user, task, done.completedAt ?? new Date());
    const answers = await Promise.all([1, 2, 3].map(() => chat.advance.execute(asked)));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(await open(user)).toMatchObject([{ occurrenceKey: '2027-01-01T09:00', number: 2 }]);
  });

  it('gets none when the completion was undone before', async () => {
    const user = chat.user();
    const task = await rent(user);
    const { task: done } = await chat.change.complete(user, task.id);
    await chat.undo.execute(user);
    expect(await chat.advance.execute(request(user, task, done.completedAt ?? new Date()))).toEqual({
      created: false,
    });
    expect(await open(user)).toMatchObject([{ id: task.id, status: 'open' }]);
  });

  it('takes the next occurrence back with the completion, and brings it again with the next one', async () => {
    const user = chat.user();
    const task = await rent(user);
    const first = await chat.change.complete(user, task.id);
    await chat.advance.execute(request(user, task, first.task.completedAt ?? new Date()));
    await chat.undo.execute(user, first.action?.id);
    expect(await open(user)).toMatchObject([{ id: task.id }]);
    chat.clock.advance(60_000);
    const second = await chat.change.complete(user, task.id);
    await chat.advance.execute(request(user, task, second.task.completedAt ?? new Date()));
    expect(await open(user)).toMatchObject([{ occurrenceKey: '2027-01-01T09:00', version: 3 }]);
  });

  it('goes on with the next occurrence when one is deleted', async () => {
    const user = chat.user();
    const task = await rent(user);
    await chat.change.delete(user, task.id);
    expect(await open(user)).toMatchObject([
      { occurrenceKey: '2027-01-01T09:00', series: { exdates: ['2026-12-01T09:00'] } },
    ]);
  });

  it('ends with its last occurrence, and says so', async () => {
    const user = chat.user();
    const task = await rent(user);
    const { task: done } = await chat.change.complete(user, task.id);
    const { next, ...rest } = request(user, task, done.completedAt ?? new Date());
    await chat.advance.execute({ ...rest, outcome: 'ended' });
    expect((await chat.published(user, 'parley.series.ended')).length).toBe(1);
    expect(await open(user)).toEqual([]);
  });

  describe('that follows its completions', () => {
    const completions = async (user: Scope) =>
      (await chat.published(user, 'parley.task.completed')).map(
        ({ data }) => (data.task as TaskSnapshot).series?.completions,
      );

    /** A counted series with two occurrences open. */
    const twoOpen = async (user: Scope): Promise<readonly [string, string]> => {
      const { task } = await chat.create.execute(user, {
        content: { title: 'water plants', notes: '', priority: 'medium', tags: [], list: null, due: null },
        recurrence: { rrule: 'FREQ=DAILY;COUNT=3', civilStart: '2026-12-01', mode: 'completion' },
      });
      const { series } = task;
      if (!series) throw new Error('No series was made.');
      const { task: done } = await chat.change.complete(user, task.id);
      const next = { key: '2026-12-02', due: { kind: 'date', date: '2026-12-02' } } as const;
      const asked = request(user, taskView(done), done.completedAt ?? new Date());
      await chat.advance.execute({ ...asked, next });
      const [follower] = await open(user);
      if (!follower) throw new Error('No occurrence followed.');
      chat.clock.advance(1_000);
      await chat.change.snooze(user, follower.id, new Date('2026-12-03T09:00:00Z'));
      await chat.change.reopen(user, task.id);
      return [task.id, follower.id];
    };

    it('says with each completion the how-manieth it is', async () => {
      const user = chat.user();
      const [first, second] = await twoOpen(user);
      await chat.change.complete(user, first);
      await chat.change.complete(user, second);
      expect(await completions(user)).toEqual([1, 1, 2]);
    });

    it('counts a completed occurrence that was deleted', async () => {
      const user = chat.user();
      const [first, second] = await twoOpen(user);
      await chat.change.complete(user, first);
      await chat.change.delete(user, first);
      await chat.change.complete(user, second);
      expect((await completions(user)).at(-1)).toBe(2);
    });

    it('counts each of two completions at once', async () => {
      for (let round = 0; round < 10; round++) {
        const user = chat.user();
        await Promise.all((await twoOpen(user)).map((id) => chat.change.complete(user, id)));
        expect((await completions(user)).slice(1).toSorted()).toEqual([1, 2]);
      }
    });
  });
});
