// A synthetic conversation: a message becomes a task with a reminder, which must ring, and on time. Ends with one line of
// JSON and the exit code 0 or 1.
//   PUBLIC_URL, ROUTES, TIMEOUT_SECONDS  as in client.mjs
//   API_KEY_FILE                         has an API key of an account that nobody else uses
//   LATE_SECONDS                         how late the reminder may be
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { call, until } from './client.mjs';

const LATE_MS = Number(process.env.LATE_SECONDS ?? 5) * 1_000;
const measured = {};
let step = 'key';
let task;

function end(ok, reason) {
  const level = ok ? 'info' : 'error';
  console.log(JSON.stringify({ level, msg: 'Canary.', ok, step, ...measured, ...(reason && { reason }) }));
  process.exitCode = ok ? 0 : 1;
}

/** The position of the newest change, also where older ones are gone. */
async function head(headers) {
  try {
    return (await call('GET', '/api/v1/changes?after=0&limit=1', headers)).body.head;
  } catch (error) {
    if (error.status === 410) return error.body.head;
    throw error;
  }
}

try {
  const headers = { 'x-api-key': readFileSync(process.env.API_KEY_FILE, 'utf8').trim() };
  const { items } = (await call('GET', '/api/v1/conversations', headers)).body;
  const before = await head(headers);

  step = 'message';
  const message = { clientMessageId: randomUUID(), text: 'remind me in 3 seconds to look after the canary' };
  const sent = Date.now();
  const path = `/api/v1/conversations/${items[0].id}/messages`;
  [task] = (await until('an answer', () => call('POST', path, headers, message))).body.tasks;
  measured.answerMs = Date.now() - sent;
  if (task?.reminders?.length !== 1) throw new Error(`No task with a reminder came of it: ${JSON.stringify(task)}`);

  step = 'reminder';
  const due = Date.parse(task.reminders[0].at);
  const rung = await until('the reminder', async () => {
    const { body } = await call('GET', `/api/v1/changes?after=${before}&limit=100`, headers);
    return body.items
      .map((change) => change.message)
      .find((it) => it?.blocks.some((block) => block.type === 'reminder' && block.taskId === task.id));
  });

  step = 'lateness';
  // Both by the clock of Parley's database.
  measured.lateMs = Date.parse(rung.createdAt) - due;
  if (measured.lateMs < 0 || measured.lateMs > LATE_MS)
    throw new Error(`The reminder rang ${measured.lateMs} ms after it was due.`);

  step = 'delete';
  await call('DELETE', `/api/v1/tasks/${task.id}`, headers);
  task = undefined;
  step = 'done';
  end(true);
} catch (error) {
  end(false, error.message);
} finally {
  // What did not ring should not ring later.
  if (task !== undefined) {
    const headers = { 'x-api-key': readFileSync(process.env.API_KEY_FILE, 'utf8').trim() };
    await call('DELETE', `/api/v1/tasks/${task.id}`, headers).catch(() => undefined);
  }
}
