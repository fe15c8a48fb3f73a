// One conversation through every part: an account, a sentence, the task that it becomes, its push over a socket,
// its entry in the feed and its record in the audit log.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const origin = process.env.PUBLIC_URL;
const routes = Object.entries(JSON.parse(process.env.ROUTES)).flatMap(([service, paths]) =>
  paths.map((path) => ({ service, path })),
);
// The longest prefix first.
routes.sort((one, other) => other.path.length - one.path.length);
const deadline = Date.now() + Number(process.env.TIMEOUT_SECONDS) * 1_000;
const started = Date.now();

function say(text) {
  console.log(`${String(Date.now() - started).padStart(6)} ms  ${text}`);
}

/** Where a path is served inside the cluster. */
function urlOf(path) {
  const route = routes.find(({ path: prefix }) => path.startsWith(prefix));
  return `http://${route.service}:8080${path}`;
}

/** Repeats `attempt` until it gives something. */
async function until(what, attempt) {
  let reason = 'nothing came';
  while (Date.now() < deadline) {
    try {
      const found = await attempt();
      if (found !== undefined) return found;
    } catch (error) {
      reason = error.cause?.message ?? error.message;
    }
    await delay(200);
  }
  throw new Error(`Waited in vain: ${what} (${reason}).`);
}

async function call(method, path, headers, body) {
  const response = await fetch(urlOf(path), {
    method,
    headers: { origin, ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(5_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
  return { headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
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
