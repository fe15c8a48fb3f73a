import { randomUUID } from 'node:crypto';
import { AnswerAlarm } from '../src/reminders/application/answer-alarm.js';
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

async function scheduled(seconds = 60) {
  const reminder = inSeconds(seconds);
  const task = aTask({ reminders: [reminder] });
  await world.deliver(task);
  await world.settle();
  return { reminder, task, alarm: world.kept(reminder.id) };
}

describe(AnswerAlarm.name, () => {
  it('fires a reminder whose time has come and says so once, however often the alarm rings', async () => {
    const { reminder, alarm } = await scheduled();
    await world.pass(61);
    await Promise.all([world.ring(alarm), world.ring(alarm)]);
    await world.ring(alarm);
    expect(await world.row(reminder.id)).toMatchObject({ status: 'fired', fired: true });
    expect(await world.news()).toEqual(['scheduled', 'due']);
    const [, due] = await database.published();
    expect(due?.data).toMatchObject({ reminderId: reminder.id, title: 'Water the plants', late: false });
    expect(world.lateness.seen).toHaveLength(1);
  });

  it('names the event after the reminder and its generation', async () => {
    const { alarm } = await scheduled();
    await world.pass(61);
    await world.ring(alarm);
    const [, first] = await database.published();
    await database.admin.query(
      `DELETE FROM outbox; UPDATE reminders SET status = 'scheduled', fired_at = NULL`,
    );
    await world.ring(alarm);
    expect((await database.published())[0]?.id).toBe(first?.id);
  });

  it('holds an alarm that comes early until it is due', async () => {
    const { reminder, alarm } = await scheduled(3);
    world.pause.meanwhile = async () => {
      expect((await world.row(reminder.id)).status).toBe('scheduled');
      await world.pass(4);
    };
    await world.ring(alarm);
    expect(world.pause.pauses).toHaveLength(1);
    expect(world.pause.pauses[0]).toBeGreaterThan(1_000);
    expect(world.pause.pauses[0]).toBeLessThanOrEqual(3_000);
    expect(await world.row(reminder.id)).toMatchObject({ status: 'fired' });
  });

  it('sets an alarm anew that comes long before its time', async () => {
    const { reminder, alarm } = await scheduled(60);
    await world.ring(alarm);
    expect(world.pause.pauses).toEqual([5_000]);
    expect(await world.row(reminder.id)).toMatchObject({ status: 'scheduled', armed: false });
    world.alarms.kept.clear();
    await world.settle();
    expect(world.kept(reminder.id)).toEqual(alarm);
    expect(await world.news()).toEqual(['scheduled']);
  });

  it('lets an alarm go that its reminder has left behind', async () => {
    const { reminder, task, alarm } = await scheduled();
    await world.deliver(next(task, { reminders: [inSeconds(600, reminder.id)] }));
    await world.pass(61);
    await world.ring(alarm);
    expect(await world.row(reminder.id)).toMatchObject({ status: 'scheduled', generation: 2 });
    expect(world.pause.pauses).toEqual([]);
  });

  it('fires a reminder by an alarm that it left behind when its own was lost', async () => {
    const { reminder, task, alarm } = await scheduled();
    await world.deliver(next(task, { reminders: [inSeconds(30, reminder.id)] }));
    await world.pass(31);
    await world.ring(alarm);
    expect(await world.row(reminder.id)).toMatchObject({ status: 'fired', generation: 2 });
  });

  it('fires once when two replicas are called at once', async () => {
    const others = new World(database);
    for (let round = 0; round < 10; round++) {
      const { alarm } = await scheduled();
      await world.pass(61);
      await Promise.all([world.fire.execute([alarm]), others.fire.execute([alarm])]);
    }
    expect((await world.news()).filter((news) => news === 'due')).toHaveLength(10);
  });

  it('lets the alarm of a cancelled or unknown reminder go', async () => {
    const { reminder, task, alarm } = await scheduled();
    await world.deliver(next(task, { status: 'completed' }));
    await world.pass(61);
    await world.ring(alarm);
    await world.ring({ ...alarm, reminderId: randomUUID() });
    expect(await world.row(reminder.id)).toMatchObject({ status: 'cancelled' });
  });

  it('fires a thousand reminders that ring at once, each once', async () => {
    const reminders = Array.from({ length: 100 }, () => Array.from({ length: 10 }, () => inSeconds(60)));
    for (const ten of reminders) await world.deliver(aTask({ reminders: ten }));
    await world.settle();
    await world.pass(61);
    const alarms = [...world.alarms.kept.values()];
    const start = performance.now();
    await Promise.all([...alarms, ...alarms].map((alarm) => world.ring(alarm)));
    expect(performance.now() - start).toBeLessThan(5_000);
    const due = (await database.published()).filter(({ type }) => type === 'parley.reminder.due.v1');
    expect(new Set(due.map(({ data }) => data.reminderId)).size).toBe(1_000);
    expect(due).toHaveLength(1_000);
  });

  it('fires the others when one of them cannot fire', async () => {
    const [good, bad] = [inSeconds(60), inSeconds(60)];
    await world.deliver(aTask({ reminders: [good] }));
    await world.deliver(aTask({ reminders: [bad] }));
    await world.settle();
    await world.pass(61);
    await database.admin.query(`UPDATE reminders SET title = repeat('x', 501) WHERE reminder_id = $1`, [
      bad.id,
    ]);
    // The first takes a transaction of its own; the others share the next.
    const rung = [good, bad, good].map(({ id }) => world.ring(world.kept(id)));
    const outcomes = await Promise.allSettled([world.ring(world.kept(bad.id)), ...rung]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await world.row(good.id)).toMatchObject({ status: 'fired' });
    expect(await world.row(bad.id)).toMatchObject({ status: 'scheduled' });
  });

  it('asks to ring again when the database is away', async () => {
    const { alarm } = await scheduled();
    await world.pass(61);
    await database.admin.query('ALTER TABLE reminders RENAME TO away');
    await expect(world.ring(alarm)).rejects.toThrow();
    await database.admin.query('ALTER TABLE away RENAME TO reminders');
    await world.ring(alarm);
    expect(await world.news()).toEqual(['scheduled', 'due']);
  });
});

describe('the reminders table', () => {
  it('refuses a reminder that fired before it was due', async () => {
    const { reminder } = await scheduled();
    const early = database.admin.query(
      `UPDATE reminders SET status = 'fired', fired_at = due_at - interval '1 ms' WHERE reminder_id = $1`,
      [reminder.id],
    );
    await expect(early).rejects.toThrow('never_early');
  });
});
