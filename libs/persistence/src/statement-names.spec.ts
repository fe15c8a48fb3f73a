import { PLAN_ANEW, statementNames } from './statement-names.js';

it('gives a statement the same name each time, and another one another', () => {
  const nameOf = statementNames();
  const one = nameOf({ sql: 'SELECT 1' });
  expect(one).toMatch(/^parley_/);
  expect(nameOf({ sql: 'SELECT 1' })).toBe(one);
  expect(nameOf({ sql: 'SELECT 2' })).not.toBe(one);
});

it('gives the same names in every process, so that poolers may share connections', () => {
  expect(statementNames()({ sql: 'SELECT 1' })).toBe(statementNames()({ sql: 'SELECT 1' }));
});

it('fits what PostgreSQL keeps of a name', () => {
  expect(statementNames()({ sql: 'x'.repeat(10_000) }).length).toBeLessThan(64);
});

it('names no more than it may', () => {
  const nameOf = statementNames(2);
  const [first] = ['a', 'b'].map((sql) => nameOf({ sql }));
  expect(nameOf({ sql: 'c' })).toBe('');
  expect(nameOf({ sql: 'a' })).toBe(first);
});

it('does not name what is to be planned each time', () => {
  expect(statementNames()({ sql: `\n  ${PLAN_ANEW} SELECT 1` })).toBe('');
});
