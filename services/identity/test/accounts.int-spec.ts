import { TokenVerifier } from '@parley/service-kit';
import { aPerson, Browser } from './support/browser.js';
import { startIdentity, type Identity } from './support/identity.js';

let identity: Identity;

beforeAll(async () => {
  identity = await startIdentity();
}, 120_000);

afterAll(async () => {
  await identity.stop();
});

it('gives a new account a session, a workspace and a token that other services accept', async () => {
  const browser = new Browser(identity.url);
  const person = aPerson({ name: 'Ada' });
  const signedUp = await browser.post('/sign-up/email', person);
  expect(signedUp).toMatchObject({ status: 200, body: { user: { email: person.email } } });

  const { body } = await browser.get('/token');
  const principal = await new TokenVerifier(identity.dapr).verify(String(body.token));

  const user = signedUp.body.user as { id: string };
  expect(principal).toMatchObject({
    userId: user.id,
    role: 'owner',
    name: 'Ada',
    zone: 'Europe/Berlin',
    locale: 'de-AT',
  });
  const [member] = await identity.sql<{ organization_id: string }>(
    'SELECT organization_id FROM members WHERE user_id = $1',
    [user.id],
  );
  expect(principal.workspaceId).toBe(member?.organization_id);
  const lifetime = principal.expiresAt - Date.now() / 1000;
  expect(lifetime).toBeGreaterThan(590);
  expect(lifetime).toBeLessThanOrEqual(600);
});
