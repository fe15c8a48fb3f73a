import { Passwords } from './passwords.js';

const passwords = new Passwords();

it('knows a password again, and no other', async () => {
  const phc = await passwords.hash('correct horse battery');
  await expect(passwords.verify(phc, 'correct horse battery')).resolves.toBe(true);
  await expect(passwords.verify(phc, 'correct horse batterz')).resolves.toBe(false);
});

it('never gives the same hash twice', async () => {
  const [first, second] = await Promise.all([passwords.hash('the same'), passwords.hash('the same')]);
  expect(first).not.toBe(second);
});

it('knows a password however the keyboard composed its letters', async () => {
  const phc = await passwords.hash('Z\u00fcrich am See');
  await expect(passwords.verify(phc, 'Zu\u0308rich am See')).resolves.toBe(true);
});

it('spends as much on refusing as on hashing, so that an unknown address takes as long', async () => {
  const phc = await passwords.hash('correct horse battery');
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const times: { readonly known: number; readonly unknown: number }[] = [];
  for (let i = 0; i < 9; i++) {
    times.push({
      known: await time(() => passwords.verify(phc, 'wrong')),
      unknown: await time(() => passwords.hash('wrong')),
    });
  }
  // The quickest of each, and loosely, since the machine is shared; without the hash the ratio is above a hundred.
  const known = Math.min(...times.map((one) => one.known));
  const unknown = Math.min(...times.map((one) => one.unknown));
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(10);
});
