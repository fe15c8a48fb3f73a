import { interleave, orderOf } from './order.ts';

it('turns the order around every other round', () => {
  const rounds = [0, 1, 2, 3].map((round) => orderOf(['a', 'b', 'c'], round).join(''));
  expect(rounds).toEqual(['abc', 'cba', 'abc', 'cba']);
});

it('gives two sides their turns as ABBA', async () => {
  const turns: string[] = [];
  await interleave(['A', 'B'], 4, (side) => Promise.resolve(turns.push(side)));
  expect(turns.join('')).toBe('ABBAABBA');
});

it('keeps what a side gave together and in the order of rounds', async () => {
  const found = await interleave(['A', 'B'], 3, (side, round) => Promise.resolve(`${side}${round}`));
  expect(found).toEqual([
    ['A0', 'A1', 'A2'],
    ['B0', 'B1', 'B2'],
  ]);
});

it('lets one turn end before the next begins', async () => {
  let running = 0;
  let most = 0;
  await interleave(['A', 'B'], 2, async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running -= 1;
  });
  expect(most).toBe(1);
});
