import { decodeProtectedHeader } from 'jose';
import pg from 'pg';
import { ClientSocket } from '../support/client-socket.ts';
import { Databases } from '../support/databases.ts';
import type { Follower } from '../support/follower.ts';
import { request } from '../support/http.ts';
import { onlyTask, type Task } from '../support/model.ts';
import { newSecret, restartSidecars } from '../support/own-secrets.ts';
import { ownStack, restartServices, withOwnStack } from '../support/own-stack.ts';
import { Person } from '../support/person.ts';
import { give, newValues, presentValues, type RandomValues } from '../support/random-values.ts';
import { RolePair } from '../support/second-role.ts';
import { waitUntil } from '../support/waiting.ts';

/** A call to each service that verifies tokens itself; sockets are asked apart. */
const READS = ['/api/v1/tasks', '/api/v1/reminders', '/api/v1/audit/events?limit=1'];

const statusOf = async (path: string, token: string): Promise<number> =>
  (await request('GET', path, { headers: { authorization: `Bearer ${token}` } })).status;
const dlqWith = (token: string): Promise<number> => statusOf('/api/v1/admin/dead-letters', token);

/** A sidecar that is ready may not have found the others yet. */
const FOUND_WITHIN_MS = 30_000;
const TIMEOUT_MS = 120_000;

/** Whether every service, and each replica with sockets, takes the token. */
async function isTaken(token: string): Promise<boolean> {
  const statuses = await Promise.all(READS.map((path) => statusOf(path, token)));
  const sockets = [1, 2, 3, 4].map(() => new ClientSocket(() => token, { reconnect: false }));
  const admitted = await Promise.all(sockets.map((socket) => socket.admitted()));
  for (const socket of sockets) socket.close();
  return [...statuses.map((status) => status === 200), ...admitted].every(Boolean);
}

withOwnStack('a rotation', () => {
  let ann: Person;
  let follower: Follower;
  let databases: Databases;
  let pairs: RolePair[];
  let former: RandomValues;
  let next: RandomValues;

  beforeAll(async () => {
    const { infrastructure } = ownStack();
    former = presentValues();
    next = newValues();
    databases = new Databases(infrastructure.postgres.adminUrl);
    pairs = [{ database: 'chat_api', secret: 'chat-api-database', key: 'url' }]
      .concat(
        infrastructure.state === 'postgresql'
          ? [{ database: 'dapr_state', secret: 'statestore', key: 'connectionString' }]
          : [],
      )
      .map((address) => new RolePair(databases, address));
    ann = await Person.signUp();
    follower = await ann.follow();
  });
  afterAll(async () => {
    ann.leave();
    await databases.close();
  });

  it(
    'begins with the next values taken too, and the databases entered by their second roles',
    async () => {
      give(former, next);
      const [address = ''] = await Promise.all(pairs.map((pair) => pair.useSecond()));
      await restartSidecars();
      await restartServices();

      await ann.renewToken();
      // Also, whoever knows the keys needs no sidecar to verify a token.
      await waitUntil('every service takes tokens', () => isTaken(ann.token), FOUND_WITHIN_MS);
      for (const values of [former, next]) expect(await dlqWith(values.secret('audit-operator'))).toBe(200);
      expect(await dlqWith(newSecret())).toBe(403);
      expect(await Promise.all(pairs.map((pair) => pair.inUse()))).toEqual([
        ['chat_api_2'],
        ...pairs.slice(1).map(() => ['dapr_state_2']),
      ]);
      const second = new pg.Client({ connectionString: address });
      await second.connect();
      try {
        await second.query('CREATE TABLE made_by_the_second_role ()');
        const { rows } = await second.query(
          "SELECT tableowner FROM pg_tables WHERE tablename = 'made_by_the_second_role'",
        );
        expect(rows).toEqual([{ tableowner: 'chat_api' }]);
      } finally {
        await second.query('DROP TABLE made_by_the_second_role');
        await second.end();
      }
    },
    TIMEOUT_MS,
  );

  it(
    'gives sidecars new tokens, and no request fails meanwhile',
    async () => {
      give(next, former);
      const said: string[] = [];
      const over = new AbortController();
      const talking = (async () => {
        do said.push(onlyTask(await ann.say(`note ${said.length} to self`)).id);
        while (!over.signal.aborted);
      })();
      await restartSidecars((name) => next.tokens(name));
      over.abort();
      await talking;

      const { ports } = ownStack().replica('chat-api');
      const taken = (token: string) =>
        fetch(`http://127.0.0.1:${ports.daprHttp}/v1.0/metadata`, { headers: { 'dapr-api-token': token } });
      expect((await taken(former.tokens('chat-api').dapr)).status).toBe(401);
      expect((await taken(next.tokens('chat-api').dapr)).status).toBe(200);
      // From chat-api by its sidecar to the broker, from there by their sidecars to audit, and to realtime's sockets.
      await waitUntil(
        'the follower hears of everything',
        () => said.every((id) => follower.applied.some(({ taskId, task }) => (task?.id ?? taskId) === id)),
        FOUND_WITHIN_MS,
      );
      const trail = () => ann.ok<{ items: unknown[] }>('GET', `/audit/events?subject=${said.at(-1) ?? ''}`);
      await waitUntil('audit has the last', async () => (await trail()).items.length > 0, FOUND_WITHIN_MS);
      // From chat-api to identity, and from recurring-task to chat-api.
      const asked = () => ann.program().catch(() => undefined);
      const program = await waitUntil('chat-api takes an API key', asked, FOUND_WITHIN_MS, 1_000);
      const daily = onlyTask(await program.say('water plants every day at 9am'));
      await program.ok('POST', `/tasks/${daily.id}/complete`);
      const isNext = ({ series, id }: Task) => series?.id === daily.series?.id && id !== daily.id;
      const isMade = async () => (await program.tasks()).some(isNext);
      await waitUntil('the next occurrence', isMade, FOUND_WITHIN_MS);
    },
    TIMEOUT_MS,
  );

  it('gives identity another secret, and nobody signs in again', async () => {
    await Promise.all(['identity', 'audit'].map((name) => ownStack().restart(name)));
    const before = decodeProtectedHeader(ann.token).kid;
    expect(decodeProtectedHeader(await ann.renewToken()).kid).toBe(before);
    const elsewhere = await ann.signInElsewhere();
    expect(elsewhere.conversationId).toBe(ann.conversationId);
  });

  it('gives tokens another key, while those of the former stay good', async () => {
    const old = ann.token;
    await databases.query(
      'identity',
      'UPDATE jwks SET expires_at = now() WHERE coalesce(expires_at, now()) >= now()',
    );
    const fresh = await ann.renewToken();
    expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid);
    // A service that asked for the keys within the last second asks again after it.
    await waitUntil('every service takes tokens of the new key', () => isTaken(fresh), 5_000);
    expect(await isTaken(old)).toBe(true);
  });

  it(
    'drops a key at once in an emergency, and goes back to former values',
    async () => {
      const before = await ann.tasks();
      const stolen = ann.token;
      await databases.query('identity', 'DELETE FROM jwks');
      give(former, next, false);
      await Promise.all(pairs.map((pair) => pair.useFirst()));
      await restartSidecars();
      await restartServices();

      expect(decodeProtectedHeader(await ann.renewToken()).kid).not.toBe(decodeProtectedHeader(stolen).kid);
      await waitUntil('every service takes tokens of the new key', () => isTaken(ann.token), FOUND_WITHIN_MS);
      expect(await Promise.all(READS.map((path) => statusOf(path, stolen)))).toEqual([401, 401, 401]);
      expect(await ann.tasks()).toEqual(before);
      await Promise.all(pairs.map((pair) => pair.dropSecond()));
      expect(await pairs[0]?.inUse()).toEqual(['chat_api']);
    },
    TIMEOUT_MS,
  );
});
