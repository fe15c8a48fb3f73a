import { getKeySet } from '@parley/contracts';
import { TokenVerifier } from '@parley/service-kit';
import { waitFor } from '@parley/stack';
import { aPerson, Browser } from './support/browser.js';
import { startIdentity, type Identity } from './support/identity.js';

let identity: Identity;
let browser: Browser;

beforeAll(async () => {
  identity = await startIdentity();
  browser = new Browser(identity.url);
  await browser.post('/sign-up/email', aPerson());
}, 120_000);

beforeEach(async () => {
  await identity.sql('DELETE FROM jwks');
});

afterAll(async () => {
  await identity.stop();
});

const token = async (): Promise<string> => String((await browser.get('/token')).body.token);

const kidOf = (jwt: string): unknown =>
  (JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString()) as { kid: unknown }).kid;

async function published(): Promise<unknown[]> {
  const { keys } = await identity.dapr.invoke(getKeySet, {});
  return keys.map(({ kid }) => kid);
}

it('are made once, however many replicas need the first', async () => {
  const replica = new Browser(await identity.replica());
  const cookie = { cookie: browser.cookieHeader };
  const lock = "hashtextextended('parley.signing-keys', 0)";
  await identity.sql(`SELECT pg_advisory_lock(${lock})`);
  const asked = [browser.get('/token'), replica.send('GET', '/token', undefined, cookie)];
  await waitFor('Both replicas waiting', async () => {
    const waiting = await identity.sql("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    return waiting.length === 2;
  });
  await identity.sql(`SELECT pg_advisory_unlock(${lock})`);
  const answers = await Promise.all(asked);
  const kids = new Set(answers.map(({ body }) => kidOf(String(body.token))));
  expect(kids.size).toBe(1);
  expect(await published()).toEqual([...kids]);
});

it('are kept encrypted and shown without their private half', async () => {
  await token();
  const [row] = await identity.sql<{ private_key: string }>('SELECT private_key FROM jwks');
  expect(row?.private_key).not.toMatch(/"d"|kty/);
  const { keys } = await identity.dapr.invoke(getKeySet, {});
  expect(keys[0]).toEqual({
    kid: expect.any(String) as unknown,
    kty: 'OKP',
    crv: 'Ed25519',
    alg: 'EdDSA',
    x: expect.any(String) as unknown,
  });
  expect((await browser.get('/jwks')).body).toEqual({ keys });
});

it('are replaced when their time is over, and still verify what they signed', async () => {
  const old = await token();
  await identity.sql("UPDATE jwks SET expires_at = now() - interval '1 second'");
  const fresh = await token();
  expect(kidOf(fresh)).not.toBe(kidOf(old));
  const verifier = new TokenVerifier(identity.dapr);
  await expect(verifier.verify(old)).resolves.toMatchObject({ role: 'owner' });
  await expect(verifier.verify(fresh)).resolves.toMatchObject({ role: 'owner' });
});

it('are published no longer than a day after that', async () => {
  const old = await token();
  await identity.sql("UPDATE jwks SET expires_at = now() - interval '25 hours'");
  await token();
  expect(await published()).not.toContain(kidOf(old));
});
