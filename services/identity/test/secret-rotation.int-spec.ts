import { aPerson, Browser } from './support/browser.js';
import { SECRET as OLD, startIdentity, type Identity } from './support/identity.js';

const NEW = 'another-secret-that-is-just-as-long-as-it';

let identity: Identity;
let browser: Browser;

beforeAll(async () => {
  identity = await startIdentity();
}, 120_000);

beforeEach(async () => {
  await identity.sql('DELETE FROM jwks');
  browser = new Browser(identity.url);
  await browser.post('/sign-up/email', aPerson());
});

afterAll(async () => {
  await identity.stop();
});

/** A replica that was started with this secret. */
async function startedWith(secret: string, accepted?: string): Promise<string> {
  identity.setSecret({ secret, ...(accepted !== undefined && { 'secret.accepted': accepted }) });
  return identity.replica();
}

/** Asks a replica with the cookies of a browser of another. */
const asking = (url: string, path: string, { cookieHeader }: Browser) =>
  new Browser(url).send('GET', path, undefined, { cookie: cookieHeader });

const kidOf = ({ body }: { body: Record<string, unknown> }): unknown =>
  (
    JSON.parse(Buffer.from(String(body.token).split('.')[0] ?? '', 'base64url').toString()) as {
      kid: unknown;
    }
  ).kid;

describe('a new secret', () => {
  it('ends no session and replaces no key when it is accepted first, and the former for a while', async () => {
    const key = kidOf(await browser.get('/token'));
    const knowing = await startedWith(OLD, NEW);
    const using = await startedWith(NEW, OLD);

    const later = new Browser(using);
    await later.post('/sign-up/email', aPerson());
    for (const url of [knowing, using]) {
      for (const person of [browser, later]) {
        const token = await asking(url, '/token', person);
        expect({ status: token.status, key: kidOf(token) }).toEqual({ status: 200, key });
        expect((await asking(url, '/api-key/list', person)).status).toBe(200);
      }
    }

    const alone = await startedWith(NEW);
    expect(kidOf(await asking(alone, '/token', later))).toBe(key);
    expect((await asking(alone, '/token', browser)).status).toBe(401);
  });

  it('is in every cookie that is renewed, as each is after a day of use', async () => {
    await browser.get('/token');
    const using = new Browser(await startedWith(NEW, OLD));
    const before = { cookie: browser.cookieHeader };
    expect((await using.send('GET', '/token', undefined, before)).headers.getSetCookie()).toEqual([]);
    await identity.sql("UPDATE sessions SET expires_at = now() + interval '28 days'");
    await using.send('GET', '/token', undefined, before);
    expect((await asking(await startedWith(NEW), '/token', using)).status).toBe(200);
  });

  it('that reads no signing key does not start, and says what to do', async () => {
    await browser.get('/token');
    const alone = startedWith(NEW);
    await expect(alone).rejects.toThrow('secret.accepted');
    await expect(alone).rejects.toThrow('DELETE FROM jwks');

    await identity.sql('DELETE FROM jwks');
    const later = new Browser(await startedWith(NEW));
    await later.post('/sign-up/email', aPerson());
    expect((await later.get('/token')).status).toBe(200);
  });

  it('need not read keys that sign no more', async () => {
    const old = kidOf(await browser.get('/token'));
    await identity.sql("UPDATE jwks SET expires_at = now() - interval '1 second'");
    const later = new Browser(await startedWith(NEW));
    await later.post('/sign-up/email', aPerson());
    expect(kidOf(await later.get('/token'))).not.toBe(old);
    expect(JSON.stringify((await later.get('/jwks')).body)).toContain(String(old));
  });
});
