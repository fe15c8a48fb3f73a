import { aPerson, Browser } from './support/browser.js';
import { startIdentity, type Identity } from './support/identity.js';

let identity: Identity;

beforeAll(async () => {
  identity = await startIdentity({ SIGN_IN_RATE_PER_MINUTE: '4' });
}, 120_000);

beforeEach(async () => {
  await identity.sql('DELETE FROM rate_limits');
});

afterAll(async () => {
  await identity.stop();
});

const wrong = { email: 'somebody@example.test', password: 'not the password' };
const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

it('refuses the fifth attempt of an address within a minute, on whichever replica it lands', async () => {
  const replicas = [new Browser(identity.url), new Browser(await identity.replica())];
  const statuses = [];
  for (let i = 0; i < 6; i++) {
    const answer = await replicas[i % 2]?.post('/sign-in/email', wrong);
    statuses.push(answer?.status);
    if (answer?.status === 429) {
      expect(answer.body).toMatchObject({ code: 'auth.too-many-attempts' });
      const seconds = Number(answer.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(60);
    }
  }
  expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
});

it('lets exactly as many through when they come at once', async () => {
  const browser = new Browser(identity.url);
  const answers = await Promise.all(Array.from({ length: 12 }, () => browser.post('/sign-in/email', wrong)));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(4);
});

it('starts again when the minute is over', async () => {
  const browser = new Browser(identity.url);
  for (let i = 0; i < 5; i++) await browser.post('/sign-in/email', wrong);
  await identity.sql("UPDATE rate_limits SET window_ends_at = now() - interval '1 second'");
  expect(await browser.post('/sign-in/email', wrong)).toMatchObject({ status: 401 });
});

it('counts another address on its own, and the whole /64 of IPv6 as one', async () => {
  const browser = new Browser(identity.url);
  for (let i = 0; i < 5; i++) await browser.post('/sign-in/email', wrong, from(`2001:db8:1:2::${i}`));
  expect(await browser.post('/sign-in/email', wrong, from('2001:db8:1:2:9::1'))).toMatchObject({
    status: 429,
  });
  expect(await browser.post('/sign-in/email', wrong, from('2001:db8:1:3::1'))).toMatchObject({ status: 401 });
});

it('believes the nearest proxy, not what the client put in front', async () => {
  const browser = new Browser(identity.url);
  const answers = [];
  for (let i = 0; i < 5; i++)
    answers.push(await browser.post('/sign-in/email', wrong, from(`203.0.113.${i}, 198.51.100.7`)));
  expect(answers.at(-1)?.status).toBe(429);
});

it('protects an account from guesses that come from many addresses', async () => {
  const browser = new Browser(identity.url);
  const answers = [];
  for (let i = 0; i < 21; i++)
    answers.push(await browser.post('/sign-in/email', wrong, from(`203.0.113.${i}`)));
  expect(answers.map(({ status }) => status)).toEqual([...Array<number>(20).fill(401), 429]);
});

it('does not slow down those who are signed in', async () => {
  const browser = new Browser(identity.url);
  await browser.post('/sign-up/email', aPerson());
  const answers = await Promise.all(Array.from({ length: 30 }, () => browser.get('/token')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

it('answers others while many wait for their password to be checked', async () => {
  const browser = new Browser(identity.url);
  await browser.post('/sign-up/email', aPerson());
  let finished = 0;
  const crowd = Array.from({ length: 120 }, async (_, i) => {
    const credentials = { email: `crowd-${i}@example.test`, password: 'not the password' };
    const answer = await browser.post('/sign-in/email', credentials, from(`198.51.100.${i}`));
    finished += 1;
    return answer.status;
  });
  for (let i = 0; i < 5; i++) expect((await browser.get('/token')).status).toBe(200);
  expect(finished).toBeLessThan(100);
  expect(new Set(await Promise.all(crowd))).toEqual(new Set([401]));
});
