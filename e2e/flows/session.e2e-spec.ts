import { ClientSocket } from '../support/client-socket.ts';
import { forger, secondMint, type Mint } from '../support/foreign-key.ts';
import { request, type Problem } from '../support/http.ts';
import { withOwnStack } from '../support/own-stack.ts';
import { Person } from '../support/person.ts';
import { target } from '../support/target.ts';
import { waitUntil } from '../support/waiting.ts';

let ann: Person;

beforeAll(async () => {
  ann = await Person.signUp();
});
afterAll(() => {
  ann.leave();
});

const connecting = async (token: string, origin?: string) => {
  const socket = new ClientSocket(() => token, { reconnect: false, ...(origin !== undefined && { origin }) });
  try {
    return await socket.refusal();
  } finally {
    socket.close();
  }
};
const connects = async (token: string) => {
  const socket = new ClientSocket(() => token, { reconnect: false });
  try {
    return await socket.admitted();
  } finally {
    socket.close();
  }
};
const reading = (token: string) =>
  request<Problem>('GET', '/api/v1/tasks', { headers: { authorization: `Bearer ${token}` } });

async function expectRefused(token: string): Promise<void> {
  const { status, headers, body } = await reading(token);
  expect({ status, code: body.code }).toEqual({ status: 401, code: 'auth.required' });
  expect(headers.get('www-authenticate')).toBe('Bearer');
  expect((await connecting(token)).data).toMatchObject({ status: 401, code: 'auth.required' });
}

describe('signing out', () => {
  it('cuts the sockets of that session within five seconds, and no others', async () => {
    const phone = await ann.signInElsewhere();
    const [kept, cut] = [await ann.openSocket(), await phone.openSocket()];
    await phone.session('POST', '/sign-out', {});
    await waitUntil('the socket is told', () => cut.ended !== undefined, 5_000);
    expect(cut.ended).toBe('signed-out');
    await waitUntil('the socket is cut', () => !cut.socket.connected, 1_000);
    expect(kept.socket.connected).toBe(true);
    expect(kept.ended).toBeUndefined();
    await expect(phone.renewToken()).rejects.toThrow('401');
    phone.leave();
  });
});

describe('a token', () => {
  it('is refused without, malformed, or with an unknown signature', async () => {
    const [header = '', payload = '', signature = ''] = ann.token.split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const forged = await (await forger()).sign(ann.token, { iat: 1 });
    const altered = Buffer.from(
      Buffer.from(payload, 'base64url')
        .toString()
        .replace('"member"', '"owner"')
        .replace('"sub":"', '"sub":"0'),
    ).toString('base64url');
    for (const token of ['', 'nonsense', none, forged, `${header}.${altered}.${signature}`])
      await expectRefused(token);
    expect((await reading(ann.token)).status).toBe(200);
  });
});

withOwnStack('a genuine token', () => {
  let mint: Mint;
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

  beforeAll(async () => {
    mint = await secondMint();
    const good = await mint.sign(ann.token, { exp: inSeconds(120) });
    // Each replica asks for new keys at most every second, and sockets go to them in turn.
    await waitUntil('the key is known to REST', async () => (await reading(good)).status === 200, 20_000);
    for (let known = 0; known < 4; known = (await connects(good)) ? known + 1 : 0);
  });

  it('is refused once it has expired, and from or for others', async () => {
    // Clocks of services may differ by a minute.
    await expectRefused(await mint.sign(ann.token, { exp: inSeconds(-61) }));
    await expectRefused(await mint.sign(ann.token, { aud: 'elsewhere' }));
    await expectRefused(await mint.sign(ann.token, { iss: 'elsewhere' }));
  });

  it('ends its socket when it ends, unless another was sent before', async () => {
    const short = await mint.sign(ann.token, { exp: inSeconds(3) });
    const sockets = [0, 1].map(() => new ClientSocket(() => short, { reconnect: false }));
    const [left, renewed] = sockets as [ClientSocket, ClientSocket];
    await Promise.all(sockets.map((socket) => socket.connected()));
    expect(await renewed.send('token.refresh', { token: ann.token })).toEqual({ ok: true });
    await waitUntil('the socket is cut', () => !left.socket.connected, 6_000);
    expect(renewed.socket.connected).toBe(true);
    renewed.close();
  });
});

describe('a page of another origin', () => {
  it('is not let in with a valid token', async () => {
    const refused = await connecting(ann.token, 'https://elsewhere.example');
    expect(refused.message).toMatch(/websocket error|forbidden/i);
    const own = new ClientSocket(() => ann.token, { origin: target().url });
    await own.connected();
    own.close();
  });

  it('cannot sign in or out with the cookie of its visitor', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const body = { email: ann.email, password: ann.password };
    const answer = await request<Problem>('POST', '/api/auth/sign-in/email', { headers, body });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});
