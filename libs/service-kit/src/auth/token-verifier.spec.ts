import type { DaprClient } from '@parley/dapr';
import { SidecarError } from '@parley/dapr';
import { Clock } from '@parley/kernel';
import {
  EncryptJWT,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';
import { createHmac, randomBytes } from 'node:crypto';
import { UnauthenticatedError } from './principal.js';
import { TokenVerifier } from './token-verifier.js';

class SetClock extends Clock {
  at = new Date('2026-03-01T12:00:00Z');
  override now(): Date {
    return this.at;
  }
}

const clock = new SetClock();
const seconds = (from = 0): number => Math.floor(clock.at.getTime() / 1000) + from;
const key = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
const stranger = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
const rsa = await generateKeyPair('RS256', { extractable: true });
const publicJwk = { ...(await exportJWK(key.publicKey)), kid: 'now', alg: 'EdDSA' };

const claims = (): JWTPayload => ({
  iss: 'parley',
  aud: 'parley',
  sub: 'user-1',
  wid: 'workspace-1',
  sid: 'session-1',
  role: 'owner',
  name: 'Ada',
  zoneinfo: 'Europe/Berlin',
  locale: 'de-AT',
  iat: seconds(),
  exp: seconds(600),
});

const without = (name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims()).filter(([claim]) => claim !== name));

const header = { alg: 'EdDSA', kid: 'now' };

function sign(
  payload: JWTPayload,
  protectedHeader: JWTHeaderParameters = header,
  secret: Parameters<SignJWT['sign']>[0] = key.privateKey,
): Promise<string> {
  return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(secret);
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signedWith(secret: string, alg = 'HS256'): string {
  const text = `${encode({ ...header, alg })}.${encode(claims())}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

/** Replaces one of the three parts of a valid token. */
async function altered(index: number, change: (part: string) => string): Promise<string> {
  const parts = (await sign(claims())).split('.');
  return parts.map((part, i) => (i === index ? change(part) : part)).join('.');
}

/** @param answers key sets, in the order in which identity gives them; the last is repeated */
function verifier(...answers: Record<string, unknown>[][]): TokenVerifier & { fetches: number } {
  const dapr = {
    invoke: () => {
      const keys = answers[Math.min(found.fetches, answers.length - 1)];
      found.fetches += 1;
      return Promise.resolve({ keys });
    },
  };
  const found = Object.assign(new TokenVerifier(dapr as unknown as DaprClient, clock), { fetches: 0 });
  return found;
}

it('reads who acts from a valid token', async () => {
  await expect(verifier([publicJwk]).verify(await sign(claims()))).resolves.toEqual({
    userId: 'user-1',
    workspaceId: 'workspace-1',
    role: 'owner',
    sessionId: 'session-1',
    name: 'Ada',
    zone: 'Europe/Berlin',
    locale: 'de-AT',
    expiresAt: seconds(600),
  });
});

const forgeries: readonly (readonly [string, () => string | Promise<string>])[] = [
  ['nothing', () => ''],
  ['a word', () => 'token'],
  ['a token with five parts', () => 'a.b.c.d.e'],
  ['algorithm none', () => `${encode({ alg: 'none' })}.${encode(claims())}.`],
  ['algorithm None with our key id', () => `${encode({ ...header, alg: 'None' })}.${encode(claims())}.`],
  ['the public key as an HMAC secret', () => signedWith(String(publicJwk.x))],
  ['the public key document as an HMAC secret', () => signedWith(JSON.stringify(publicJwk))],
  ['an empty HMAC secret', () => signedWith('', 'HS512')],
  ['RSA under our key id', () => sign(claims(), { alg: 'RS256', kid: 'now' }, rsa.privateKey)],
  ['the key of a stranger under our key id', () => sign(claims(), header, stranger.privateKey)],
  ['the key of a stranger under no key id', () => sign(claims(), { alg: 'EdDSA' }, stranger.privateKey)],
  ['an unknown key id', () => sign(claims(), { alg: 'EdDSA', kid: 'other' })],
  [
    'its own key in the header',
    async () =>
      sign(
        claims(),
        { alg: 'EdDSA', kid: 'now', jwk: await exportJWK(stranger.publicKey) },
        stranger.privateKey,
      ),
  ],
  [
    'the address of its own key set',
    () => sign(claims(), { alg: 'EdDSA', kid: 'evil', jku: 'http://127.0.0.1:9/jwks' }, stranger.privateKey),
  ],
  [
    'the address of its own certificate',
    () => sign(claims(), { ...header, x5u: 'http://127.0.0.1:9/cert' }, stranger.privateKey),
  ],
  ['a critical extension', () => altered(0, () => encode({ ...header, crit: ['exp'], exp: 1 }))],
  ['another payload', () => altered(1, () => encode({ ...claims(), sub: 'user-2' }))],
  ['another header', () => altered(0, () => encode({ ...header, typ: 'other' }))],
  ['no signature', () => altered(2, () => '')],
  ['half a signature', () => altered(2, (part) => part.slice(0, 40))],
  ['a random signature', () => altered(2, () => randomBytes(64).toString('base64url'))],
  ['another issuer', () => sign({ ...claims(), iss: 'https://evil.test' })],
  ['no issuer', () => sign(without('iss'))],
  ['another audience', () => sign({ ...claims(), aud: 'somebody-else' })],
  ['no audience', () => sign(without('aud'))],
  ['an end in the past', () => sign({ ...claims(), iat: seconds(-500), exp: seconds(-61) })],
  ['no end', () => sign(without('exp'))],
  ['a start in the future', () => sign({ ...claims(), nbf: seconds(61) })],
  ['an issue in the future', () => sign({ ...claims(), iat: seconds(61) })],
  ['no issue', () => sign(without('iat'))],
  ['a life longer than tokens have', () => sign({ ...claims(), iat: seconds(-900), exp: seconds(86_400) })],
  ['no user', () => sign(without('sub'))],
  ['no workspace', () => sign(without('wid'))],
  ['an empty workspace', () => sign({ ...claims(), wid: '' })],
  ['a list of workspaces', () => sign({ ...claims(), wid: ['workspace-1', 'workspace-2'] })],
  ['no session', () => sign(without('sid'))],
  [
    'an encrypted token',
    () =>
      new EncryptJWT(claims())
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'now' })
        .encrypt(randomBytes(32)),
  ],
];

it.each(forgeries)('refuses %s', async (_, forge) => {
  await expect(verifier([publicJwk]).verify(await forge())).rejects.toThrow(UnauthenticatedError);
});

it.each([
  ['ahead', { iat: seconds(60), exp: seconds(660) }],
  ['behind', { iat: seconds(-659), exp: seconds(-59) }],
])('takes a token of an identity whose clock is a minute %s', async (_, times) => {
  const token = await sign({ ...claims(), ...times });
  await expect(verifier([publicJwk]).verify(token)).resolves.toMatchObject({ userId: 'user-1' });
});

it('refuses another algorithm even under a key of the set', async () => {
  const rsaJwk = { ...(await exportJWK(rsa.publicKey)), kid: 'rsa' };
  const token = await sign(claims(), { alg: 'RS256', kid: 'rsa' }, rsa.privateKey);
  await expect(verifier([publicJwk, rsaJwk]).verify(token)).rejects.toThrow(UnauthenticatedError);
});

it('asks for the keys once, and again for a key that is new, but not for every unknown one', async () => {
  const newKey = { ...(await exportJWK(stranger.publicKey)), kid: 'next', alg: 'EdDSA' };
  const tokens = verifier([publicJwk], [publicJwk, newKey]);
  const token = await sign(claims(), { alg: 'EdDSA', kid: 'next' }, stranger.privateKey);

  await tokens.verify(await sign(claims()));
  await tokens.verify(await sign(claims()));
  await expect(tokens.verify(token)).rejects.toThrow(UnauthenticatedError);
  expect(tokens.fetches).toBe(1);

  clock.at = new Date(clock.at.getTime() + 1_000);
  await expect(tokens.verify(token)).resolves.toMatchObject({ userId: 'user-1' });
  expect(tokens.fetches).toBe(2);
});

it.each([
  ['has ended', () => claims()],
  ['is older than tokens become', () => ({ ...claims(), exp: seconds(86_400) })],
])('refuses a token that it took before once it %s', async (_, claimed) => {
  const tokens = verifier([publicJwk]);
  const token = await sign(claimed());
  await expect(tokens.verify(token)).resolves.toMatchObject({ userId: 'user-1' });
  clock.at = new Date(clock.at.getTime() + 659_000);
  await expect(tokens.verify(token)).resolves.toMatchObject({ userId: 'user-1' });
  clock.at = new Date(clock.at.getTime() + 2_000);
  await expect(tokens.verify(token)).rejects.toThrow(UnauthenticatedError);
});

it('remembers whose a token is, however many there are', async () => {
  const tokens = verifier([publicJwk]);
  const first = await sign(claims());
  await tokens.verify(first);
  for (let i = 0; i < 20; i += 1) await tokens.verify(await sign({ ...claims(), sub: `user-${i + 2}` }));
  await expect(tokens.verify(first)).resolves.toMatchObject({ userId: 'user-1' });
});

it('does not blame the caller when identity is away, and asks again', async () => {
  let away = true;
  const dapr = {
    invoke: () =>
      away
        ? Promise.reject(new SidecarError('invoke identity', undefined, 'no answer'))
        : Promise.resolve({ keys: [publicJwk] }),
  };
  const tokens = new TokenVerifier(dapr as unknown as DaprClient, clock);
  await expect(tokens.verify(await sign(claims()))).rejects.toMatchObject({ kind: 'unavailable' });
  away = false;
  await expect(tokens.verify(await sign(claims()))).resolves.toMatchObject({ userId: 'user-1' });
});
