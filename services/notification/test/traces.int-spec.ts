import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { inTraceOf, keepStoredTrace, traceparentOf } from '@parley/dapr';
import { NotificationDatabase } from './notification-database.js';
import { aTask, inSeconds } from './tasks.js';
import { World } from './world.js';

let database: NotificationDatabase;
let world: World;

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  database = await NotificationDatabase.start();
  world = new World(database);
});
afterAll(async () => {
  await database.stop();
  context.disable();
  propagation.disable();
  trace.disable();
});

const traceparents = ['a', 'b', 'c'].map((digit) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`);

function within<T>(traceparent: string, work: () => T): T {
  return inTraceOf(keepStoredTrace({}, traceparent), work);
}

async function tracesOf(type: string): Promise<Record<string, string>> {
  const { rows } = await database.admin.query<{ id: string; traceparent: string }>(
    `SELECT data->>'reminderId' AS id, traceparent FROM outbox WHERE type = $1`,
    [type],
  );
  return Object.fromEntries(rows.map(({ id, traceparent }) => [id, traceparent]));
}

it('keeps each reminder in its own trace, from its task to its ring, however many share a transaction', async () => {
  const reminders = traceparents.map(() => inSeconds(60));
  const wanted = Object.fromEntries(reminders.map(({ id }, index) => [id, traceparents[index] ?? '']));
  await Promise.all(
    reminders.map((reminder) =>
      within(wanted[reminder.id] ?? '', () => world.deliver(aTask({ reminders: [reminder] }))),
    ),
  );
  expect(await tracesOf('parley.reminder.scheduled.v1')).toEqual(wanted);

  await world.settle();
  const alarms = reminders.map(({ id }) => world.kept(id));
  expect(Object.fromEntries(alarms.map((alarm) => [alarm.reminderId, traceparentOf(alarm)]))).toEqual(wanted);

  await world.pass(61);
  await Promise.all(alarms.map((alarm) => within(wanted[alarm.reminderId] ?? '', () => world.ring(alarm))));
  expect(await tracesOf('parley.reminder.due.v1')).toEqual(wanted);
});
