import type { TaskSnapshot } from '@parley/contracts';
import { ZoneRulesSweep } from '../src/series/adapters/zone-rules-sweep.js';
import { MoveZone } from '../src/series/application/move-zone.js';
import { RecomputeDue } from '../src/series/application/recompute-due.js';
import { instantOf } from '../src/tasks/domain/due.js';
import { taskView } from '../src/tasks/domain/task-view.js';
import type { Task } from '../src/tasks/domain/task.js';
import { Chat } from './chat.js';
import { SeriesWorld } from './series-world.js';

const START = '2026-11-21T15:00:00Z';

let chat: Chat;
let world: SeriesWorld;
beforeAll(async () => {
  chat = await Chat.start();
  world = new SeriesWorld(chat);
});
beforeEach(() => {
  world.at(START);
});
afterAll(() => chat.stop());

const dueInstants = (tasks: readonly Task[]) => tasks.map(({ due }) => due && instantOf(due).toISOString());
const reminders = ({ reminders: list }: Task) => list.map(({ kind, at }) => `${kind} ${at.toISOString()}`);

describe('a recurring task, over time', () => {
  it('R2: keeps what was missed in its history, and jumps', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    world.at('2026-11-25T20:00:00Z');
    await world.complete(user, task);
    const [next] = await world.open(user);
    expect(next).toMatchObject({
      occurrenceKey: '2026-11-26T09:00',
      series: { skipped: ['2026-11-23T09:00', '2026-11-24T09:00', '2026-11-25T09:00'] },
    });
  });

  it('R4: works off what was missed one by one, without a reminder that is over', async () => {
    const user = chat.user();
    const task = await world.series(user, { missed: 'one-by-one' });
    world.at('2026-11-25T20:00:00Z');
    await world.complete(user, task);
    const [next] = await world.open(user);
    expect(next).toMatchObject({ occurrenceKey: '2026-11-23T09:00', reminders: [] });
  });

  it('R18: is due at both passes of a repeated hour', async () => {
    const user = chat.user();
    world.at('2026-11-01T03:00:00Z');
    const task = await world.series(user, { rrule: 'FREQ=HOURLY', civilStart: '2026-11-01T01:00' });
    world.at('2026-11-01T05:10:00Z');
    await world.complete(user, task);
    const [next] = await world.open(user);
    expect(next).toMatchObject({
      occurrenceKey: '2026-11-01T01:00-05:00',
      due: { local: '2026-11-01T01:00' },
    });
    expect(dueInstants(next ? [next] : [])).toEqual(['2026-11-01T06:00:00.000Z']);
    const events = await chat.published(user, 'parley.task.created');
    expect((events.at(-1)?.data['task'] as TaskSnapshot).due).toEqual({
      kind: 'datetime',
      local: '2026-11-01T01:00',
      zone: 'America/New_York',
      at: '2026-11-01T06:00:00.000Z',
    });
  });

  it('R23: keeps its wall clock in a new zone, and its reminders move with it', async () => {
    const user = chat.user();
    await world.series(user, {});
    await chat.use(MoveZone).execute(user, 'Asia/Tokyo');
    const [task] = await world.open(user);
    expect(task).toMatchObject({
      due: { local: '2026-11-22T09:00', zone: 'Asia/Tokyo' },
      series: { zone: 'Asia/Tokyo' },
    });
    expect(task && reminders(task)).toEqual(['offset 2026-11-22T00:00:00.000Z']);
    world.at('2026-11-22T00:30:00Z');
    if (task) await world.complete(user, task);
    expect(dueInstants(await world.open(user))).toEqual(['2026-11-23T00:00:00.000Z']);
    expect(await chat.use(MoveZone).execute(user, 'Asia/Tokyo')).toEqual([]);
  });

  it('R24: keeps its instant when it is pinned to a zone', async () => {
    const user = chat.user();
    await world.series(user, { pinned: true });
    const abroad = await chat.create.execute(chat.user('Europe/Berlin'), {
      content: {
        ...{ title: 'call', notes: '', priority: 'medium', tags: [], list: null },
        due: { kind: 'datetime', local: '2026-11-22T09:00', zone: 'America/New_York' },
      },
      recurrence: { rrule: 'FREQ=DAILY', civilStart: '2026-11-22T09:00', mode: 'fixed' },
    });
    expect(abroad.task.series?.floating).toBe(false);
    expect(await chat.use(MoveZone).execute(user, 'Asia/Tokyo')).toEqual([]);
    expect(dueInstants(await world.open(user))).toEqual(['2026-11-22T14:00:00.000Z']);
  });

  it('R25: keeps its civil time when the rules of a zone change, and sets its reminders anew', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    // As if it had been stored under rules without winter time.
    await chat.transactions.root.$executeRaw`
      UPDATE tasks SET due_at = due_at - interval '1 hour' WHERE id = ${task.id}::uuid`;
    const sweep = new ZoneRulesSweep(chat.transactions, chat.use(RecomputeDue));
    expect(await sweep.sweep('2026a')).toBe(0);
    expect(await sweep.sweep('2026b')).toBe(1);
    const [row] = await chat.transactions.root.$queryRaw<{ due_at: Date }[]>`
      SELECT due_at FROM tasks WHERE id = ${task.id}::uuid`;
    expect(row?.due_at).toEqual(new Date('2026-11-22T14:00:00Z'));
    expect(await chat.published(user, 'parley.task.updated')).toHaveLength(1);
    expect(await sweep.sweep('2026b')).toBe(0);
    expect(await sweep.sweep('2026a')).toBe(0);
  });

  it('R29: skips a date, which uses up COUNT, and says how many are left', async () => {
    const user = chat.user();
    await world.series(user, { rrule: 'FREQ=DAILY;COUNT=4' });
    const { replies, tasks } = await chat.say(user, 'skip #1');
    expect(replies[0]?.text).toBe('Skipped: "water plants". 3 left.');
    expect(tasks).toMatchObject([{ occurrenceKey: '2026-11-23T09:00' }]);
    await chat.say(user, 'undo');
    expect(await world.open(user)).toMatchObject([
      { occurrenceKey: '2026-11-22T09:00', series: { exdates: [] } },
    ]);
  });

  it('R35: ends with its last occurrence, also when that is skipped, and goes on when that is undone', async () => {
    const user = chat.user();
    await world.series(user, { rrule: 'FREQ=DAILY;COUNT=1' });
    const { replies } = await chat.say(user, 'skip #1');
    expect(replies[0]?.text).toContain('That was the last one.');
    expect(await chat.published(user, 'parley.series.ended')).toHaveLength(1);
    await chat.say(user, 'undo');
    expect(await world.open(user)).toMatchObject([{ series: { endedAt: null } }]);
  });

  it('R36: is completed twice at once, and one next occurrence follows', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    const both = await Promise.all([1, 2].map(() => chat.change.complete(user, task.id)));
    expect(both.map(({ task: done }) => done.version)).toEqual([2, 2]);
    const done = await world.read(user, task);
    await Promise.all([world.advance(user, done), world.advance(user, done)]);
    expect(await world.openKeys(user)).toEqual(['2026-11-23T09:00']);
  });

  it('R37: is open again, and the next one stays when it was changed', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    await world.complete(user, task);
    const [next] = await world.open(user);
    chat.clock.advance(1_000);
    await chat.change.edit(user, next?.id ?? '', { notes: 'the big can' });
    const { kept } = await chat.change.reopen(user, task.id);
    expect(kept).toMatchObject([{ number: 2 }]);
    expect(await world.openKeys(user)).toEqual(['2026-11-22T09:00', '2026-11-23T09:00']);
  });

  it('R37: goes on again when its last completion is undone, and COUNT is restored', async () => {
    const user = chat.user();
    const task = await world.series(user, { rrule: 'FREQ=DAILY;COUNT=1', mode: 'completion' });
    await chat.say(user, 'done #1');
    await world.advance(user, await world.read(user, task));
    expect((await world.read(user, task)).series?.endedAt).not.toBeNull();
    await chat.say(user, 'undo');
    const again = await world.read(user, task);
    expect(again).toMatchObject({ status: 'open', series: { endedAt: null } });
  });

  it('R41: is snoozed without moving the due time or the next occurrence', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    const until = new Date('2026-11-22T20:00:00Z');
    await chat.change.snooze(user, task.id, until);
    const snoozed = await world.read(user, task);
    expect(snoozed.due).toEqual(task.due);
    expect(reminders(snoozed)).toContain('snooze 2026-11-22T20:00:00.000Z');
    await world.complete(user, task);
    const [next] = await world.open(user);
    expect(next && reminders(next)).toEqual(['offset 2026-11-23T14:00:00.000Z']);
  });

  it('R42: has the same reminders next time, an absolute one at the same distance', async () => {
    const user = chat.user();
    const { task } = await chat.create.execute(user, {
      content: {
        ...{ title: 'rent', notes: '', priority: 'medium', tags: [], list: null },
        due: { kind: 'datetime', local: '2026-11-22T09:00', zone: user.zone },
      },
      reminders: [
        { kind: 'offset', minutes: 10 },
        { kind: 'absolute', at: new Date('2026-11-22T12:00:00Z') },
      ],
      recurrence: { rrule: 'FREQ=DAILY', civilStart: '2026-11-22T09:00', mode: 'fixed' },
    });
    await world.complete(user, task);
    const [next] = await world.open(user);
    expect(next && reminders(next)).toEqual([
      'offset 2026-11-23T13:50:00.000Z',
      'offset 2026-11-23T12:00:00.000Z',
    ]);
  });

  it('R43: makes no reminder whose time is over, says so, and keeps that at the due time', async () => {
    const user = chat.user();
    const due = { kind: 'datetime', local: '2026-11-21T10:05', zone: user.zone } as const;
    const { task, passedReminders } = await chat.create.execute(user, {
      content: { title: 'oven', notes: '', priority: 'medium', tags: [], list: null, due },
      reminders: [60, 0].map((minutes) => ({ kind: 'offset', minutes })),
    });
    expect(passedReminders).toEqual([60]);
    expect(reminders(task)).toEqual(['offset 2026-11-21T15:05:00.000Z']);
  });

  it('R44: reminds of a whole day at nine in its zone', async () => {
    const user = chat.user('Asia/Tokyo');
    const { task } = await chat.create.execute(user, {
      content: {
        ...{ title: 'bins', notes: '', priority: 'medium', tags: [], list: null },
        due: { kind: 'date', date: '2026-11-23', zone: user.zone },
      },
      reminders: [{ kind: 'offset', minutes: 0 }],
      recurrence: { rrule: 'FREQ=DAILY', civilStart: '2026-11-23', mode: 'fixed' },
    });
    await world.complete(user, task);
    const [next] = await world.open(user);
    expect(next && reminders(next)).toEqual(['offset 2026-11-24T00:00:00.000Z']);
  });

  it('R49: copies its template, not what one occurrence was changed to', async () => {
    const user = chat.user();
    const task = await world.series(user, {}, { tags: ['home'], priority: 'high', notes: 'can' });
    await chat.change.edit(user, task.id, { notes: 'only today', priority: 'low' });
    await world.complete(user, task);
    expect(await world.open(user)).toMatchObject([{ tags: ['home'], priority: 'high', notes: 'can' }]);
  });

  it('says its rule in the language of its user', async () => {
    const task = await world.series({ ...chat.user(), locale: 'de-CH' }, {});
    expect(taskView(task).series?.text).toBe('jeden Tag um 09:00 Uhr');
  });

  it('R52: counts from yesterday when that is said', async () => {
    const user = chat.user();
    const rule = {
      rrule: 'FREQ=DAILY;INTERVAL=3',
      mode: 'completion',
      civilStart: '2026-11-19T10:00',
    } as const;
    const task = await world.series(user, rule);
    await chat.say(user, 'done #1 yesterday');
    await world.advance(user, await world.read(user, task));
    expect(await world.openKeys(user)).toEqual(['2026-11-23T10:00']);
  });

  it('R52: counts from the day on which it was done', async () => {
    const user = chat.user();
    const rule = {
      rrule: 'FREQ=DAILY;INTERVAL=3',
      mode: 'completion',
      civilStart: '2026-11-18T10:00',
    } as const;
    const task = await world.series(user, rule);
    await world.complete(user, task, new Date('2026-11-20T17:00:00Z'));
    expect(await world.openKeys(user)).toEqual(['2026-11-23T10:00']);
    const [next] = await world.open(user);
    await expect(
      chat.change.complete(user, next?.id ?? '', new Date('2027-01-01T00:00:00Z')),
    ).rejects.toMatchObject({ code: 'task.invalid', fields: [{ pointer: '/completedAt' }] });
  });
});
