import { filterQuery, presetOf } from './filters.js';

describe('the query of a task list', () => {
  it('is what is typed, and the order chosen beside it', () => {
    expect(filterQuery(' #home OR milk ', 'priority')).toBe('#home OR milk sort:priority,due');
    expect(filterQuery('#home', 'auto')).toBe('#home');
    expect(filterQuery('', 'due')).toBe('sort:due');
  });

  it('has the order that is typed, when there is one', () => {
    expect(filterQuery('x sort:title', 'due')).toBe('x sort:title');
    expect(filterQuery('resort:x', 'due')).toBe('resort:x sort:due');
  });

  it('is known as a preset', () => {
    expect(presetOf(' is:done ')).toBe('done');
    expect(presetOf('')).toBe('open');
    expect(presetOf('is:done milk')).toBeNull();
  });
});
