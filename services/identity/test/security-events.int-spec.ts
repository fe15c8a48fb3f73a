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

async function someone() {
  const browser = new Browser(identity.url);
  const person = aPerson();
  const { body } = await browser.post('/sign-up/email', person, { 'user-agent': 'a-browser/1' });
  return { browser, person, id: (body.user as { id: string }).id };
}

it('tells of a new account and its first session, in the workspace made for it', async () => {
  const { id } = await someone();
  const created = await identity.event('account.created', id);
  const session = await identity.event('session.created', id);
  const [row] = await identity.sql<{ id: string; active_organization_id: string }>(
    'SELECT id, active_organization_id FROM sessions WHERE user_id = $1',
    [id],
  );
  expect(created).toEqual({
    action: 'account.created',
    workspaceId: row?.active_organization_id,
    userId: id,
  });
  expect(session).toEqual({
    action: 'session.created',
    workspaceId: row?.active_organization_id,
    userId: id,
    objectId: row?.id,
    ipAddress: '127.0.0.1',
    userAgent: 'a-browser/1',
  });
});

it('tells of a refused sign-in without the address', async () => {
  const { person, id } = await someone();
  await new Browser(identity.url).post('/sign-in/email', {
    email: person.email,
    password: 'not the password',
  });
  const refused = await identity.event('session.refused', id);
  expect(refused).toMatchObject({ details: { reason: 'INVALID_EMAIL_OR_PASSWORD' } });
  expect(JSON.stringify(refused)).not.toContain(String(person.email).split('@')[0]);
});

it('tells of a refused sign-in for an address that nobody has', async () => {
  await new Browser(identity.url).post('/sign-in/email', {
    email: 'nobody@example.test',
    password: 'whatever it is',
  });
  await waitFor('The event', () =>
    identity.published.some(
      ({ data }) => data.action === 'session.refused' && data.workspaceId === 'unknown',
    ),
  );
});

it('tells of another time zone, and of nothing when it stays the same', async () => {
  const { browser, id } = await someone();
  const moved = () =>
    identity.published.filter(({ type, data }) => type === 'parley.account.moved.v1' && data.userId === id);
  await browser.post('/update-user', { timeZone: 'Asia/Tokyo' });
  await browser.post('/update-user', { timeZone: 'Asia/Tokyo', name: 'Ada' });
  await browser.post('/update-user', { timeZone: 'Asia/Seoul' });
  await waitFor('both moves', () => moved().length >= 2);
  const { workspaceId } = await identity.event('account.created', id);
  expect(moved().map(({ data }) => data)).toEqual([
    { userId: id, workspaceId, zone: 'Asia/Tokyo' },
    { userId: id, workspaceId, zone: 'Asia/Seoul' },
  ]);
});

it.each([
  ['signing out', async (browser: Browser) => browser.post('/sign-out')],
  ['revoking all', async (browser: Browser) => browser.post('/revoke-sessions')],
])('tells that a session ended by %s', async (_, end) => {
  const { browser, id } = await someone();
  const { objectId } = await identity.event('session.created', id);
  await end(browser);
  expect(await identity.event('session.ended', id)).toMatchObject({ objectId, userId: id });
});

it('tells of every other session that a new password ended', async () => {
  const { browser, person, id } = await someone();
  const other = new Browser(identity.url);
  await other.post('/sign-in/email', { email: person.email, password: person.password });
  const sessions = await identity.sql<{ id: string }>('SELECT id FROM sessions WHERE user_id = $1', [id]);
  await browser.post('/change-password', {
    currentPassword: person.password,
    newPassword: 'another good password',
  });
  await waitFor('Ending both', () => {
    const ended = identity.published.filter(
      ({ data }) => data.action === 'session.ended' && data.userId === id,
    );
    return sessions.every(({ id }) => ended.some(({ data }) => data.objectId === id));
  });
});

it('tells of a changed role', async () => {
  const [owner, guest] = [await someone(), await someone()];
  const { workspaceId } = await identity.event('account.created', owner.id);
  const [member] = await identity.sql<{ id: string }>(
    `INSERT INTO members (id, organization_id, user_id, role)
     VALUES (gen_random_uuid(), $1, $2, 'member') RETURNING id`,
    [workspaceId, guest.id],
  );
  const answer = await owner.browser.post('/organization/update-member-role', {
    memberId: member?.id,
    role: 'admin',
  });
  expect(answer.status).toBe(200);
  expect(await identity.event('role.changed', guest.id)).toMatchObject({
    workspaceId,
    objectId: member?.id,
    details: { from: 'member', to: 'admin' },
  });
  const others = await guest.browser.post('/organization/update-member-role', {
    memberId: member?.id,
    role: 'owner',
  });
  expect(others.status).toBeGreaterThanOrEqual(400);
  expect(others.status).toBeLessThan(500);
});

it.each(['outbox', 'sessions', 'accounts', 'members'])(
  'makes no account when %s cannot be written',
  async (table) => {
    const person = aPerson();
    await identity.sql(`ALTER TABLE ${table} RENAME TO away`);
    const answer = await new Browser(identity.url).post('/sign-up/email', person);
    await identity.sql(`ALTER TABLE away RENAME TO ${table}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await identity.sql('SELECT 1 FROM users WHERE email = $1', [person.email])).toEqual([]);
    expect((await new Browser(identity.url).post('/sign-up/email', person)).status).toBe(200);
  },
);
