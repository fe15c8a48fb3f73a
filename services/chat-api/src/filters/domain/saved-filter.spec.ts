import { checkName, moved } from './saved-filter.js';

const ids = (filters: readonly { id: string }[]) => filters.map(({ id }) => id).join('');
const filters = [...'abcd'].map((id) => ({ id }));

describe('a saved filter', () => {
  it.each([
    ['c', 0, 'cabd'],
    ['a', 2, 'bcad'],
    ['b', 1, 'abcd'],
    ['a', 99, 'bcda'],
  ])('%s moved to %i gives %s', (id, position, order) => {
    expect(ids(moved(filters, id, position))).toBe(order);
  });

  it('has a name of one visible line', () => {
    expect(checkName('  My\u202e  week\n ')).toBe('My week');
  });

  it.each(['', '  ', '\u0301', 'x'.repeat(61)])('cannot be called %j', (name) => {
    expect(() => checkName(name)).toThrow('1 to 60');
  });
});
