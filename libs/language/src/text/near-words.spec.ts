import { nearWords } from './near-words.js';

const known = ['milk', 'silk', 'bread', 'dentist', 'appointment', 'oatmilk', 'call'];

describe('a mistyped word', () => {
  it.each([
    ['mlik', ['milk']], // swapped
    ['bred', ['bread']], // missing
    ['breead', ['bread']], // too many
    ['dentisd', ['dentist']], // wrong
    ['bilk', ['milk', 'silk']],
    ['appointmnet', ['appointment']],
    ['apointmnet', ['appointment']], // two slips in a long word
  ])('%s stands for the nearest known ones: %j', (word, near) => {
    expect(nearWords(word, known)).toEqual(near);
  });

  it.each(['cal', 'milk', 'oatm', 'dennis', 'xyzzy', 'x'.repeat(500)])(
    '%s stands for none: short, known, part of a known one, or too far',
    (word) => {
      expect(nearWords(word, known)).toEqual([]);
    },
  );
});
