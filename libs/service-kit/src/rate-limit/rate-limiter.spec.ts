import type { StateStore } from '@parley/dapr';
import { Clock } from '@parley/kernel';
import { RateLimiter } from './rate-limiter.js';

class StillClock extends Clock {
  constructor(public instant = new Date('2026-03-02T09:00:03Z')) {
    super();
  }

  override now(): Date {
    return this.instant;
  }
}

/** Keys and values with ETags, first write wins, as the state store keeps them. */
class FakeState {
  readonly entries = new Map<string, { value: unknown; etag: string }>();
  away = false;
  private writes = 0;

  get(key: string): Promise<unknown> {
    return this.away ? Promise.reject(new Error('away')) : Promise.resolve(this.entries.get(key));
  }

  put(key: string, value: unknown, { etag }: { etag?: string }): Promise<boolean> {
    if (this.entries.get(key)?.etag !== etag) return Promise.resolve(false);
    this.entries.set(key, { value, etag: String(++this.writes) });
    return Promise.resolve(true);
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe(RateLimiter.name, () => {
  const limiterOn = (state: FakeState, clock = new StillClock()) =>
    new RateLimiter(state as unknown as StateStore, clock);

  it('allows as many calls as the limit, then says when to come back', () => {
    const limiter = limiterOn(new FakeState());
    const verdicts = Array.from({ length: 6 }, () => limiter.take('ann', 5));
    expect(verdicts.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false]);
    expect(verdicts.at(-1)).toEqual({ allowed: false, remaining: 0, resetSeconds: 7 });
  });

  it('begins anew in the next window, and counts callers apart', () => {
    const clock = new StillClock();
    const limiter = limiterOn(new FakeState(), clock);
    limiter.take('ann', 1);
    expect(limiter.take('ann', 1).allowed).toBe(false);
    expect(limiter.take('bob', 1).allowed).toBe(true);
    clock.instant = new Date('2026-03-02T09:00:10Z');
    expect(limiter.take('ann', 1).allowed).toBe(true);
  });

  it('holds the limit over two replicas within what they report late', async () => {
    const state = new FakeState();
    const replicas = [limiterOn(state), limiterOn(state)];
    let allowed = 0;
    for (let i = 0; i < 300; i++) {
      if (replicas[i % 2]?.take('ann', 100).allowed) allowed += 1;
      await settle();
    }
    expect(allowed).toBeGreaterThanOrEqual(100);
    expect(allowed).toBeLessThanOrEqual(120);
  });

  it('counts alone while the store is away', async () => {
    const state = new FakeState();
    state.away = true;
    const limiter = limiterOn(state);
    let allowed = 0;
    for (let i = 0; i < 50; i++) {
      if (limiter.take('ann', 20).allowed) allowed += 1;
      await settle();
    }
    expect(allowed).toBe(20);
  });
});
