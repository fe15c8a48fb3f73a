import { RateLimit } from './rate-limit.js';

describe(RateLimit.name, () => {
  it('gives as many as the window holds, and again in the next', () => {
    let now = 0;
    const limit = new RateLimit(2, () => now, 10_000);
    expect([limit.take(), limit.take(), limit.take()]).toEqual([true, true, false]);
    now = 9_999;
    expect(limit.take()).toBe(false);
    now = 10_000;
    expect(limit.take()).toBe(true);
  });
});
