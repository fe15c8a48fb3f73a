import { randomUUID } from 'node:crypto';
import { TokenVerifier } from '@parley/service-kit';
import { waitFor } from '@parley/stack';
import { aPerson, Browser } from './support/browser.js';
import { startIdentity, type Identity } from './support/identity.js';

let identity: Identity;

beforeAll(async () => {
  identity = await startIdentity();
}, 120_000);

afterAll(async () => {
  await identity.stop();
});

const aBrowser = (): Browser => new Browser(identity.url);

/** Signs a new person up. */
async function someone(
  overrides = {},
): Promise<{ browser: Browser; person: Record<string, unknown>; id: string }> {
  const browser = aBrowser();
  const person = aPerson(overrides);
  const { status, body } = await browser.post('/sign-up/email', person);
  expect(status).toBe(200);
  return { browser, person, id: (body.user as { id: string }).id };
}

async function principalOf(browser: Browser) {
  const { body } = await browser.get('/token');
  return new TokenVerifier(identity.dapr).verify(String(body.token));
}

describe('signing up', () => {
  it('gives a session, a workspace and a token that other services accept', async () => {
    const { browser, id } = await someone({ name: 'Ada' });

    const principal = await principalOf(browser);

    expect(principal).toMatchObject({ userId: id, role: 'owner', name: 'Ada' });
    expect(principal).toMatchObject({ zone: 'Europe/Berlin', locale: 'de-AT' });
    const members = await identity.sql('SELECT organization_id, role FROM members WHERE user_id = $1', [id]);
    expect(members).toEqual([{ organization_id: principal.workspaceId, role: 'owner' }]);
    const lifetime = principal.expiresAt - Date.now() / 1000;
    expect(lifetime).toBeGreaterThan(590);
    expect(lifetime).toBeLessThanOrEqual(600);
  });

  it('keeps an argon2id hash of at least 19 MiB and two passes, and nothing else of the password', async () => {
    const { id } = await someone({ password: 'a password to look for' });
    const [row] = await identity.sql<{ password: string }>(
      'SELECT password FROM accounts WHERE user_id = $1',
      [id],
    );
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('makes one account when the same address signs up twice at once', async () => {
    const person = aPerson();
    const answers = await Promise.all([1, 2, 3].map(() => aBrowser().post('/sign-up/email', person)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    const [row] = await identity.sql<{ count: string }>(
      'SELECT count(*) FROM organizations WHERE name = $1',
      [person.name],
    );
    expect(row?.count).toBe('1');
  });

  it.each([
    ['a short password', { password: 'too short' }, 400],
    ['a password beyond 128 characters', { password: 'x'.repeat(129) }, 400],
    ['an unknown member', { role: 'admin' }, 422],
    ['a member that only the server sets', { emailVerified: true }, 422],
    ['a time zone that is no place', { timeZone: 'Mars/Olympus' }, 422],
    ['an offset instead of a time zone', { timeZone: '+01:00' }, 422],
    ['a malformed language', { locale: 'de_AT!' }, 422],
    ['a name with a null character', { name: 'A\u0000da' }, 400],
    ['half a character in an address', { email: 'ada\ud83d@parley.test' }, 400],
    ['an empty name', { name: '   ' }, 422],
    ['an address without a host', { email: 'ada' }, 422],
    ['a number for a password', { password: 12345678901 }, 422],
    ['an object for an address', { email: { $ne: null } }, 422],
  ])('refuses %s', async (_, wrong, status) => {
    const answer = await aBrowser().post('/sign-up/email', aPerson(wrong));
    expect(answer).toMatchObject({ status, body: { status } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('takes a long password whole', async () => {
    const { person } = await someone({ password: 'p'.repeat(127) + 'a' });
    const credentials = { email: person.email, password: 'p'.repeat(127) + 'b' };
    expect(await aBrowser().post('/sign-in/email', credentials)).toMatchObject({ status: 401 });
  });
});

describe('signing in', () => {
  it('opens a session that only scripts of the server can read', async () => {
    const { person } = await someone();
    const answer = await aBrowser().post('/sign-in/email', {
      email: String(person.email).toUpperCase(),
      password: person.password,
    });
    expect(answer.status).toBe(200);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^parley\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Max-Age=2592000/i);
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const { person } = await someone();
    const wrong = await aBrowser().post('/sign-in/email', {
      email: person.email,
      password: 'not the password',
    });
    const unknown = await aBrowser().post('/sign-in/email', {
      email: 'nobody@example.test',
      password: 'not the password',
    });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'INVALID_EMAIL_OR_PASSWORD' } });
    expect(unknown.body).toEqual(wrong.body);
  });

  it('refuses a page of another site', async () => {
    const { person } = await someone();
    const elsewhere = new Browser(identity.url, 'http://evil.test');
    const credentials = { email: person.email, password: person.password };
    expect(await elsewhere.post('/sign-in/email', credentials)).toMatchObject({ status: 403 });
  });
});

describe('a session', () => {
  it('ends with signing out', async () => {
    const { browser } = await someone();
    const copy = { cookie: browser.cookieHeader };
    expect(await browser.post('/sign-out')).toMatchObject({ status: 200 });
    expect(await aBrowser().send('GET', '/token', undefined, copy)).toMatchObject({ status: 401 });
    expect((await aBrowser().send('GET', '/get-session', undefined, copy)).body).toBeNull();
  });

  it('cannot be ended by a page of another site', async () => {
    const { browser } = await someone();
    const answer = await browser.post('/sign-out', {}, { origin: 'http://evil.test' });
    expect(answer.status).toBe(403);
    expect((await browser.get('/token')).status).toBe(200);
    await waitFor('Logging the refusal', () => identity.log().includes('http://evil.test'));
    expect(identity.log()).not.toContain('"level":"error"');
  });

  it('ends on every other device when the password changes', async () => {
    const { browser, person } = await someone();
    const other = aBrowser();
    await other.post('/sign-in/email', { email: person.email, password: person.password });
    expect((await other.get('/token')).status).toBe(200);

    const passwords = { currentPassword: person.password, newPassword: 'another good password' };
    expect(await browser.post('/change-password', passwords)).toMatchObject({ status: 200 });

    expect((await other.get('/token')).status).toBe(401);
    expect((await browser.get('/token')).status).toBe(200);
  });

  it('shows and changes only what belongs to its user', async () => {
    const [ada, bob] = [await someone(), await someone()];
    const sessions = await ada.browser.get('/list-sessions');
    const [session] = sessions.body as unknown as { token: string; userId: string }[];
    expect(session?.userId).toBe(ada.id);

    await bob.browser.post('/revoke-session', { token: session?.token });
    expect((await ada.browser.get('/token')).status).toBe(200);

    const { workspaceId } = await principalOf(ada.browser);
    const set = await bob.browser.post('/organization/set-active', { organizationId: workspaceId });
    expect(set.status).toBe(403);
    expect((await principalOf(bob.browser)).workspaceId).not.toBe(workspaceId);
  });

  it('puts a changed time zone into the next token', async () => {
    const { browser } = await someone();
    expect(await browser.post('/update-user', { timeZone: 'Asia/Tokyo', locale: 'ja' })).toMatchObject({
      status: 200,
    });
    expect(await principalOf(browser)).toMatchObject({ zone: 'Asia/Tokyo', locale: 'ja' });
    expect(await browser.post('/update-user', { email: 'new@example.test' })).toMatchObject({ status: 422 });
  });
});

describe('input', () => {
  it.each([
    ['half a document', '{"email":', 'application/json', 400, 'body.malformed'],
    ['a list', '[]', 'application/json', 422, 'input.invalid'],
    ['a form', 'email=a%40b.test&password=x', 'application/x-www-form-urlencoded', 415, 'request.refused'],
    ['too much', JSON.stringify({ email: 'x'.repeat(300_000) }), 'application/json', 413, 'body.too-large'],
    ['nothing', '', 'application/json', 422, 'input.invalid'],
  ])('of %s is refused as a problem document', async (_, body, type, status, code) => {
    const answer = await aBrowser().send('POST', '/sign-in/email', body, { 'content-type': type });
    expect(answer).toMatchObject({ status, body: { status, code } });
  });

  it.each([
    'POST /sign-in/social',
    'POST /delete-user',
    'GET /error',
    'POST /organization/invite-member',
    'DELETE /token',
  ])('for %s, which is not offered, finds nothing', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const { browser } = await someone();
    const body = method === 'POST' ? '{}' : undefined;
    expect(await browser.send(method, path, body)).toMatchObject({
      status: 404,
      body: { code: 'route.unknown' },
    });
  });

  it('of any strange kind is never answered with a fault', async () => {
    const { browser } = await someone();
    const id = randomUUID();
    const samples: Record<string, Record<string, unknown>> = {
      '/sign-up/email': { ...aPerson(), rememberMe: true },
      '/sign-in/email': { email: 'nobody@example.test', password: 'whatever it is', rememberMe: true },
      '/change-password': { currentPassword: 'whatever it is', newPassword: 'whatever it was' },
      '/update-user': { name: 'Ada', timeZone: 'UTC', locale: 'en' },
      '/revoke-session': { token: 'a-token' },
      '/organization/set-active': { organizationId: id },
      '/organization/update-member-role': { memberId: id, role: 'admin' },
      '/organization/remove-member': { memberIdOrEmail: id },
      '/api-key/create': { name: 'a key', expiresIn: 60 },
      '/api-key/delete': { keyId: id },
    };
    const strange = [null, '', 'a\u0000b', '\ud800', -1, 1e308, [[]], {}, 'x'.repeat(5000)];
    const faults: string[] = [];
    for (const [path, sample] of Object.entries(samples)) {
      const broken = Object.keys(sample).flatMap((name) =>
        strange.map((value) => ({ ...sample, email: `${randomUUID()}@example.test`, [name]: value })),
      );
      for (const { email, ...body } of [sample, ...broken] as Record<string, unknown>[]) {
        const sent = 'email' in sample ? { email, ...body } : body;
        const { status } = await browser.post(path, sent);
        if (status >= 500) faults.push(`${path} ${JSON.stringify(sent).slice(0, 200)}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
