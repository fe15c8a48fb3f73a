import { SyncReminders } from '../src/reminders/application/sync-reminders.js';
import { ReminderIdTakenError } from '../src/reminders/application/errors.js';
import { NotificationDatabase } from './notification-database.js';
import { aTask, inSeconds, next } from './tasks.js';
import { World } from './world.js';

let database: NotificationDatabase;
let world: World;

beforeAll(async () => {
  database = await NotificationDatabase.start();
});
beforeEach(() => {
  world = new World(database);
});
afterEach(() => database.clear());
afterAll(() => database.stop());

describe(SyncReminders.name, () => {
  it('schedules the reminders of a new task and sets their alarms', async () => {
    const [a, b] = [inSeconds(60), inSeconds(120)];
    await world.deliver(aTask({ reminders: [a, b] }));
    await world.settle();
    expect(await world.news()).toEqual(['scheduled', 'scheduled']);
    expect(world.kept(a.id)).toEqual({ reminderId: a.id, generation: 1, dueAt: new Date(a.at) });
    expect(world.kept(b.id).dueAt).toEqual(new Date(b.at));
  });

  it('does nothing when the event is delivered again', async () => {
    const task = aTask({ reminders: [inSeconds(60)] });
    await world.deliver(task, { eventId: 'e1' });
    await world.deliver(task, { eventId: 'e1' });
    expect(await world.news()).toEqual(['scheduled']);
  });

  it('ignores an older version that arrives later, also when the task had no reminder', async () => {
    const task = aTask();
    await world.deliver(next(task));
    await world.deliver({ ...task, reminders: [inSeconds(60)] });
    expect(await world.news()).toEqual([]);
  });

  it('moves a reminder: a new generation, the alarm replaced', async () => {
    const reminder = inSeconds(60);
    const task = aTask({ reminders: [reminder] });
    await world.deliver(task);
    await world.settle();
    const moved = inSeconds(600, reminder.id);
    await world.deliver(next(task, { reminders: [moved] }));
    await world.settle();
    expect(world.kept(reminder.id)).toMatchObject({ generation: 2, dueAt: new Date(moved.at) });
    expect(await world.news()).toEqual(['scheduled', 'scheduled']);
  });

  it.each([
    ['completed', { status: 'completed' } as const, false],
    ['deleted', {}, true],
    ['left without it', { reminders: [] }, false],
  ])('cancels a reminder and clears its alarm when its task is %s', async (_, change, deleted) => {
    const reminder = inSeconds(60);
    const task = aTask({ reminders: [reminder] });
    await world.deliver(task);
    await world.settle();
    await world.deliver(next(task, change), { deleted });
    await world.settle();
    expect(await world.row(reminder.id)).toMatchObject({ status: 'cancelled', armed: false });
    expect(world.alarms.kept.size).toBe(0);
    expect(await world.news()).toEqual(['scheduled', 'cancelled']);
  });

  it('accepts a deletion that carries the version before it', async () => {
    const task = aTask({ reminders: [inSeconds(60)] });
    await world.deliver(task);
    await world.deliver(task, { deleted: true });
    expect(await world.news()).toEqual(['scheduled', 'cancelled']);
  });

  it('schedules a cancelled reminder again when its task is reopened', async () => {
    const reminder = inSeconds(60);
    const task = aTask({ reminders: [reminder] });
    const done = next(task, { status: 'completed' });
    for (const state of [task, done, next(done, { status: 'open' })]) await world.deliver(state);
    await world.settle();
    expect(await world.row(reminder.id)).toMatchObject({ status: 'scheduled', generation: 2, armed: true });
    expect(world.kept(reminder.id).generation).toBe(2);
  });

  it('leaves a reminder that fired alone when its task is reopened', async () => {
    const reminder = inSeconds(60);
    const task = aTask({ reminders: [reminder] });
    await world.deliver(task);
    await world.pass(60);
    await world.fire.execute([{ reminderId: reminder.id, generation: 1, dueAt: new Date() }]);
    await database.admin.query('UPDATE reminders SET due_at = $1, fired_at = $1', [reminder.at]);
    const done = next(task, { status: 'completed' });
    await world.deliver(done);
    await world.deliver(next(done, { status: 'open' }));
    expect(await world.row(reminder.id)).toMatchObject({ status: 'fired', generation: 1 });
    expect(await world.news()).toEqual(['scheduled', 'due']);
  });

  it.each([
    ['without saying so within a minute', -30, false],
    ['and says that it is late after a minute', -90, true],
  ])('fires a reminder at once whose time has come, %s', async (_, seconds, late) => {
    const reminder = inSeconds(seconds);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.settle();
    expect(world.alarms.kept.size).toBe(0);
    const [, due] = await database.published();
    expect(due).toMatchObject({
      type: 'parley.reminder.due.v1',
      data: { reminderId: reminder.id, dueAt: reminder.at, late },
    });
    expect(world.lateness.seen).toHaveLength(1);
  });

  it('tells a new title in the reminder without setting it anew', async () => {
    const reminder = inSeconds(60);
    const task = aTask({ reminders: [reminder] });
    await world.deliver(task);
    await world.deliver(next(task, { title: 'Water the cactus' }));
    await world.pass(60);
    await world.fire.execute([{ reminderId: reminder.id, generation: 1, dueAt: new Date() }]);
    expect((await database.published()).at(-1)?.data).toMatchObject({ title: 'Water the cactus' });
    expect(await world.news()).toEqual(['scheduled', 'due']);
  });

  it('refuses a reminder id of another task and changes nothing', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    const other = aTask({ reminders: [inSeconds(600, reminder.id)] });
    await expect(world.deliver(other)).rejects.toBeInstanceOf(ReminderIdTakenError);
    expect(await world.news()).toEqual(['scheduled']);
  });

  it('handles the tasks that arrive together with one that it must refuse', async () => {
    const [taken, mine] = [inSeconds(60), inSeconds(60)];
    await world.deliver(aTask({ reminders: [taken] }));
    const together = [aTask(), aTask({ reminders: [taken] }), aTask({ reminders: [mine] })];
    const outcomes = await Promise.allSettled(together.map((task) => world.deliver(task)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await world.row(mine.id)).toMatchObject({ status: 'scheduled' });
  });

  it('ends with the newest version when versions of a task reach two replicas at once', async () => {
    const other = new World(database);
    const reminder = inSeconds(60);
    const versions = [aTask({ reminders: [reminder] })];
    for (let i = 1; i < 8; i++) {
      versions.push(next(versions[i - 1] ?? aTask(), { reminders: [inSeconds(60 + i, reminder.id)] }));
    }
    await Promise.all(versions.toReversed().map((version, i) => (i % 2 ? world : other).deliver(version)));
    await world.settle();
    expect(world.kept(reminder.id).dueAt).toEqual(new Date(versions.at(-1)?.reminders[0]?.at ?? 0));
  });
});
