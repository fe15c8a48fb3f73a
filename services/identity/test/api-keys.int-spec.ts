import { exchangeApiKey, securityActions } from '@parley/contracts';
import { TokenVerifier, type Principal } from '@parley/service-kit';
import { aPerson, Browser } from './support/browser.js';
import { startIdentity, type Identity } from './support/identity.js';

let identity: Identity;

beforeAll(async () => {
  identity = await startIdentity();
}, 120_000);

afterAll(async () => {
  await identity.stop();
});

async function someone(): Promise<{ browser: Browser; id: string }> {
  const browser = new Browser(identity.url);
  const { body } = await browser.post('/sign-up/email', aPerson());
  return { browser, id: (body.user as { id: string }).id };
}

async function exchange(key: string): Promise<Principal> {
  const { token } = await identity.dapr.invoke(exchangeApiKey, { key });
  return new TokenVerifier(identity.dapr).verify(token);
}

const refused = { code: 'auth.invalid-api-key', kind: 'unauthenticated' };

it('acts for its owner until it is revoked', async () => {
  const { browser, id } = await someone();
  const { status, body } = await browser.post('/api-key/create', { name: 'backup script' });
  expect(status).toBe(200);
  expect(body.key).toMatch(/^parley_[\w-]{43}$/);

  const principal = await exchange(String(body.key));
  expect(principal).toMatchObject({ userId: id, role: 'owner', sessionId: `key:${String(body.id)}` });
  expect(principal.expiresAt).toBeLessThanOrEqual(Date.now() / 1000 + 600);

  expect(await browser.post('/api-key/delete', { keyId: body.id })).toMatchObject({ status: 200 });
  await expect(exchange(String(body.key))).rejects.toMatchObject(refused);
  expect(await identity.event('key.revoked', id)).toMatchObject({ objectId: body.id });
});

it('is listed without its secret, with the time of its last use', async () => {
  const { browser } = await someone();
  const { body: created } = await browser.post('/api-key/create', { name: 'phone', expiresIn: 3600 });
  await exchange(String(created.key));

  const { body } = await browser.get('/api-key/list');

  const { key, ...shown } = created;
  expect(body).toEqual({ apiKeys: [{ ...shown, lastRequest: expect.any(String) as unknown }] });
  expect(JSON.stringify(body)).not.toContain(key);
  const rows = await identity.sql('SELECT * FROM api_keys WHERE id = $1', [created.id]);
  expect(JSON.stringify(rows)).not.toContain(String(key));
});

it('is refused when unknown, expired, disabled, or when its owner left the workspace', async () => {
  await expect(exchange('parley_nobody')).rejects.toMatchObject(refused);
  const breakages = [
    "UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1",
    'UPDATE api_keys SET enabled = false WHERE id = $1',
    'UPDATE api_keys SET workspace_id = gen_random_uuid() WHERE id = $1',
  ];
  for (const breakage of breakages) {
    const { browser } = await someone();
    const { body } = await browser.post('/api-key/create', { name: 'soon broken' });
    await exchange(String(body.key));
    await identity.sql(breakage, [body.id]);
    await expect(exchange(String(body.key))).rejects.toMatchObject(refused);
  }
});

it('never outlives itself in a token', async () => {
  const { browser } = await someone();
  const { body } = await browser.post('/api-key/create', { name: 'short', expiresIn: 60 });
  expect((await exchange(String(body.key))).expiresAt).toBeLessThanOrEqual(Date.now() / 1000 + 60);
});

it('is seen and revoked by its owner only', async () => {
  const [ada, bob] = [await someone(), await someone()];
  const { body } = await ada.browser.post('/api-key/create', { name: "ada's" });
  expect((await bob.browser.get('/api-key/list')).body).toEqual({ apiKeys: [] });
  expect(await bob.browser.post('/api-key/delete', { keyId: body.id })).toMatchObject({ status: 404 });
  await exchange(String(body.key));
});

it('is made by a signed-in person on our own pages only', async () => {
  const { browser } = await someone();
  const { body } = await browser.post('/api-key/create', { name: 'first' });
  const wish = { name: 'second' };
  const bearer = { 'x-api-key': String(body.key) };
  expect(await new Browser(identity.url).post('/api-key/create', wish, bearer)).toMatchObject({
    status: 401,
  });
  const foreign = { origin: 'http://evil.test' };
  expect(await browser.post('/api-key/create', wish, foreign)).toMatchObject({ status: 403 });
  expect((await browser.get('/api-key/list')).body.apiKeys).toHaveLength(1);
});

it.each([
  [{}, 422],
  [{ name: '' }, 422],
  [{ name: 'x', expiresIn: 1 }, 422],
  [{ name: 'x', userId: 'somebody' }, 422],
  [{ name: 'a\u0007b' }, 422],
  [{ name: 'a\u0000b' }, 400],
])('is not made from %j', async (wish, status) => {
  const { browser } = await someone();
  expect(await browser.post('/api-key/create', wish)).toMatchObject({ status });
});

it('is limited to fifty per person, also when asked for at once', async () => {
  const { browser } = await someone();
  const answers = await Promise.all(
    Array.from({ length: 53 }, (_, i) => browser.post('/api-key/create', { name: `key ${i}` })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(50);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
});

it('records nothing that the contract does not name', () => {
  const known = new Set<unknown>(securityActions);
  expect(identity.published.filter(({ data }) => !known.has(data.action))).toEqual([]);
});
