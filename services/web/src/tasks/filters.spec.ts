import { filterQuery } from './filters.js';

describe('the query of a task list', () => {
  it('joins the pressed filter, the typed text and the order', () => {
    expect(filterQuery({ preset: 'today', sort: 'due', text: ' #home ' })).toBe(
      'is:open due:today #home sort:due',
    );
  });

  it('lets the typed text overrule what a button says about the same thing', () => {
    expect(filterQuery({ preset: 'today', sort: 'due', text: 'is:done due:7d' })).toBe(
      'is:done due:7d sort:due',
    );
    expect(filterQuery({ preset: 'open', sort: 'due', text: '-is:open' })).toBe('-is:open sort:due');
    expect(filterQuery({ preset: 'open', sort: 'due', text: 'x sort:title' })).toBe('is:open x sort:title');
  });
});
