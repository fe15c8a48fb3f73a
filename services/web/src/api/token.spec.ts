import { SessionEnded } from './problem.js';
import { readClaims, TokenSource } from './token.js';

function tokenUntil(exp: number, name = 'Ana'): string {
  const payload = Buffer.from(JSON.stringify({ sub: 'u1', exp, name })).toString('base64url');
  return `header.${payload}.signature`;
}

function aSource(...answers: (string | null)[]) {
  let now = 0;
  let fetched = 0;
  const source = new TokenSource(
    () => Promise.resolve(answers[Math.min(fetched++, answers.length - 1)] ?? null),
    () => now,
  );
  return {
    source,
    fetched: () => fetched,
    at: (seconds: number) => {
      now = seconds;
    },
  };
}

describe('the token source', () => {
  it('hands out one token until a minute before it expires', async () => {
    const { source, fetched, at } = aSource(tokenUntil(600), tokenUntil(1_200));
    expect(await source.get()).toBe(tokenUntil(600));
    at(539);
    expect(await source.get()).toBe(tokenUntil(600));
    expect(fetched()).toBe(1);
    at(540);
    expect(await source.get()).toBe(tokenUntil(1_200));
  });

  it('asks once for callers at the same time', async () => {
    const { source, fetched } = aSource(tokenUntil(600));
    await Promise.all([source.get(), source.get()]);
    expect(fetched()).toBe(1);
  });

  it('asks again after a token was forgotten', async () => {
    const { source, fetched } = aSource(tokenUntil(600));
    await source.get();
    source.forget();
    await source.get();
    expect(fetched()).toBe(2);
  });

  it('says that the session has ended when there is no token', async () => {
    const { source } = aSource(null);
    await expect(source.get()).rejects.toThrow(SessionEnded);
  });

  it('knows how long the token is good for', async () => {
    const { source, at } = aSource(tokenUntil(600));
    expect(source.secondsLeft()).toBe(0);
    await source.get();
    at(100);
    expect(source.secondsLeft()).toBe(440);
  });

  it('reads names beyond ASCII', () => {
    expect(readClaims(tokenUntil(600, 'Zoë Łuk')).name).toBe('Zoë Łuk');
  });
});
