import { jest } from '@jest/globals';
import type { Principal, TokenVerifier } from '@parley/service-kit';
import { admit } from './admission.js';
import type { OpenSocket } from './open-sockets.js';

const NOW = new Date('2026-03-02T09:00:00Z');

/** A verifier whose tokens are `<user>/<session>/<seconds to live>`. */
const tokens = {
  verify: (token: string) => {
    const [userId, sessionId, seconds] = token.split('/');
    if (!userId || !sessionId) return Promise.reject(new Error('no token'));
    const principal = { userId, sessionId, expiresAt: NOW.getTime() / 1000 + Number(seconds) };
    return Promise.resolve(principal as Principal);
  },
} as TokenVerifier;

class FakeSocket {
  readonly data = {};
  readonly rooms = new Set<string>();
  cut = false;

  join(rooms: string[]): void {
    for (const room of rooms) this.rooms.add(room);
  }

  leave(room: string): void {
    this.rooms.delete(room);
  }

  disconnect(): void {
    this.cut = true;
  }
}

const socket = () => new FakeSocket() as FakeSocket & OpenSocket;

describe(admit.name, () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('lets a socket into the rooms of its user and session', async () => {
    const one = socket();
    await admit(one, 'ann/s1/600', tokens);
    expect([...one.rooms]).toEqual(['user:ann', 'session:s1']);
  });

  it.each([undefined, 7, '', 'ann'])('refuses the token %p', async (token) => {
    const one = socket();
    await expect(admit(one, token, tokens)).rejects.toThrow();
    expect(one.rooms.size).toBe(0);
  });

  it('cuts the socket when its token ends, unless a new one came before', async () => {
    const [left, renewed] = [socket(), socket()];
    await admit(left, 'ann/s1/600', tokens);
    await admit(renewed, 'ann/s1/600', tokens);
    jest.advanceTimersByTime(599_000);
    await admit(renewed, 'ann/s1/1200', tokens);
    jest.advanceTimersByTime(2_000);
    expect([left.cut, renewed.cut]).toEqual([true, false]);
    jest.advanceTimersByTime(600_000);
    expect(renewed.cut).toBe(true);
  });

  it('moves to the room of a new session, and refuses the token of another user', async () => {
    const one = socket();
    await admit(one, 'ann/s1/600', tokens);
    await admit(one, 'ann/s2/600', tokens);
    expect([...one.rooms]).toEqual(['user:ann', 'session:s2']);
    await expect(admit(one, 'bob/s3/600', tokens)).rejects.toMatchObject({ code: 'auth.required' });
    expect(one.rooms.has('user:bob')).toBe(false);
  });
});
