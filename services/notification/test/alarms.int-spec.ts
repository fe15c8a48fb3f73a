import { AlarmClock } from '../src/reminders/application/alarm-clock.js';
import { ReconcileAlarms } from '../src/reminders/application/reconcile-alarms.js';
import { SetAlarms } from '../src/reminders/application/set-alarms.js';
import { NotificationDatabase } from './notification-database.js';
import { aTask, inSeconds, next } from './tasks.js';
import { World } from './world.js';

const HOUR = 3_600;

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

describe(SetAlarms.name, () => {
  it('leaves a reminder of another day without an alarm until it comes into range', async () => {
    const reminder = inSeconds(25 * HOUR);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.settle();
    expect(world.alarms.kept.size).toBe(0);
    await world.pass(2 * HOUR);
    await world.settle();
    expect(world.alarms.kept.has(reminder.id)).toBe(true);
  });

  it('sets the alarm of an overdue reminder for now, by the clock of the database', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.pass(HOUR);
    const { rows } = await database.admin.query<{ now: Date }>('SELECT now()');
    await world.settle();
    const late = world.kept(reminder.id).dueAt.getTime() - (rows[0]?.now.getTime() ?? 0);
    expect(late).toBeGreaterThanOrEqual(-1);
    expect(late).toBeLessThan(10_000);
  });

  it('keeps a reminder without alarm while the scheduler is away', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    world.alarms.away = true;
    expect(await world.setAlarms.execute()).toEqual({ done: 0, failed: 1 });
    expect(await world.row(reminder.id)).toMatchObject({ armed: false });
    world.alarms.away = false;
    await world.settle();
    expect(await world.row(reminder.id)).toMatchObject({ armed: true });
  });

  it('sets the alarm again of a reminder that moved while it was being set', async () => {
    const reminder = inSeconds(60);
    const task = aTask({ reminders: [reminder] });
    await world.deliver(task);
    const moved = next(task, { reminders: [inSeconds(600, reminder.id)] });
    world.alarms.onSet = async () => {
      world.alarms.onSet = () => Promise.resolve();
      await world.deliver(moved);
      // Another replica is faster, and is then overwritten by this one.
      await database.admin.query('UPDATE reminders SET armed_at = now()');
    };
    await world.settle();
    expect(world.kept(reminder.id).generation).toBe(2);
  });

  it('clears the alarm of a reminder that was cancelled while it was being set', async () => {
    const task = aTask({ reminders: [inSeconds(60)] });
    await world.deliver(task);
    world.alarms.onSet = () => world.deliver(next(task, { status: 'completed' }));
    await world.settle();
    expect(world.alarms.kept.size).toBe(0);
  });
});

describe(ReconcileAlarms.name, () => {
  it('sets the alarm again of a reminder that should have fired', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.settle();
    await world.reconcile.execute('epoch');
    await world.settle();
    await world.pass(66);
    world.alarms.kept.clear();
    await world.reconcile.execute('epoch');
    await world.settle();
    await world.ring(world.kept(reminder.id));
    expect(await world.row(reminder.id)).toMatchObject({ status: 'fired' });
  });

  it('leaves alarms alone that are about to ring', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.settle();
    await world.reconcile.execute('epoch');
    await world.settle();
    await world.pass(64);
    await world.reconcile.execute('epoch');
    expect(await world.row(reminder.id)).toMatchObject({ armed: true });
  });

  it('leaves alarms alone that were set a moment ago, however overdue their reminders are', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.pass(600);
    await world.settle();
    await world.reconcile.execute('epoch');
    await world.settle();
    await world.reconcile.execute('epoch');
    expect(await world.row(reminder.id)).toMatchObject({ armed: true });
  });

  it('sets every alarm again when the scheduler lost its memory', async () => {
    const reminders = [inSeconds(60), inSeconds(HOUR)];
    await world.deliver(aTask({ reminders }));
    await world.watch.look();
    await world.settle();
    world.alarms.loseMemory();
    await world.watch.look();
    await world.settle();
    expect([...world.alarms.kept.keys()].sort()).toEqual(reminders.map(({ id }) => id).sort());
  });

  it('sets every alarm again by the job alone when the process that noticed the loss died', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.watch.look();
    await world.settle();
    world.alarms.loseMemory();
    await world.alarms.keepReconciling('the epoch that a dead process left');
    await world.reconcile.execute(world.alarms.epoch ?? '');
    await world.settle();
    expect(world.alarms.kept.has(reminder.id)).toBe(true);
  });

  it('goes on, and is called for anew, when the scheduler has the job and does not call', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.watch.look();
    await world.settle();
    world.alarms.kept.clear();
    await world.pass(70);
    const silentFor = (seconds: number) =>
      database.admin.query(`UPDATE scheduler_epochs SET reconciled_at = now() - make_interval(secs => $1)`, [
        seconds,
      ]);
    await silentFor(40);
    await world.watch.look();
    expect(world.alarms.toldAnew).toBe(0);
    await silentFor(50);
    await world.watch.look();
    expect(world.alarms.toldAnew).toBe(1);
    await world.settle();
    expect(world.alarms.kept.has(reminder.id)).toBe(true);
    await world.watch.look();
    expect(world.alarms.toldAnew).toBe(1);
  });

  it('touches no alarm while the scheduler keeps its memory', async () => {
    const reminder = inSeconds(60);
    await world.deliver(aTask({ reminders: [reminder] }));
    await world.watch.look();
    await world.settle();
    await world.watch.look();
    await world.reconcile.execute(world.alarms.epoch ?? '');
    expect(await world.setAlarms.execute()).toEqual({ done: 0, failed: 0 });
  });
});

describe(AlarmClock.name, () => {
  it('goes on until every alarm is set, also after the scheduler was away', async () => {
    const clock = new AlarmClock(world.setAlarms);
    await world.deliver(aTask({ reminders: [inSeconds(60)] }));
    world.alarms.away = true;
    clock.wake();
    await until(() => world.alarms.refused > 0);
    world.alarms.away = false;
    await until(() => world.alarms.kept.size === 1);
    await clock.beforeApplicationShutdown();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
