// One conversation through every part: an account, a sentence, the task that it becomes, its push over a socket,
// its entry in the feed and its record in the audit log.
import { randomUUID } from 'node:crypto';
import { call, origin, until, urlOf } from './client.mjs';

const started = Date.now();

function say(text) {
  console.log(`${String(Date.now() - started).padStart(6)} ms  ${text}`);
}

/** Opens a socket, by the few frames of socket.io that this takes. @returns what it pushed so far */
async function openSocket(token) {
  const pushed = [];
  const url = `${urlOf('/socket.io/').replace('http', 'ws')}?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { headers: { origin } });
  await new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('the socket was refused'));
    socket.onmessage = ({ data }) => {
      if (data.startsWith('0')) socket.send(`40${JSON.stringify({ token })}`);
      else if (data === '2') socket.send('3');
      else if (data.startsWith('40')) resolve();
      else if (data.startsWith('44')) reject(new Error(`the socket was refused: ${data.slice(2)}`));
      else if (data.startsWith('42')) pushed.push(JSON.parse(data.slice(2)));
    };
  });
  return pushed;
}

const account = {
  name: 'Helm test',
  email: `helm-test-${randomUUID()}@example.invalid`,
  password: randomUUID(),
  timeZone: 'UTC',
  locale: 'en',
};
const { headers } = await until('an account', () => call('POST', '/api/auth/sign-up/email', {}, account));
const cookie = headers
  .getSetCookie()
  .map((line) => line.split(';', 1)[0])
  .join('; ');
const { token } = (await call('GET', '/api/auth/token', { cookie })).body;
const authorization = `Bearer ${token}`;
say('signed up');

const { items } = (await until('chat-api', () => call('GET', '/api/v1/conversations', { authorization }))).body;
const pushed = await until('a socket', () => openSocket(token));
say('a socket is open');

const message = { clientMessageId: randomUUID(), text: 'water the plants tomorrow at 9am #home' };
const path = `/api/v1/conversations/${items[0].id}/messages`;
const { tasks } = (await until('the answer', () => call('POST', path, { authorization }, message))).body;
const task = tasks[0];
if (task?.title !== 'water the plants') throw new Error(`No task came of it: ${JSON.stringify(tasks)}`);
say(`the sentence became task ${task.number}`);

await until('its push over the socket', () =>
  pushed.find(([event, change]) => event === 'change' && change.task?.id === task.id),
);
say('it was pushed: outbox, broker and realtime work');

await until('its place in the feed', async () => {
  const { body } = await call('GET', '/api/v1/changes?after=0&limit=100', { authorization });
  return body.items.find((change) => change.task?.id === task.id);
});
say('it is in the feed');

await until('its audit record', async () => {
  const { body } = await call('GET', `/api/v1/audit/events?subject=${task.id}`, { authorization });
  return body.items[0];
});
say('it is in the audit log');
process.exit(0);
