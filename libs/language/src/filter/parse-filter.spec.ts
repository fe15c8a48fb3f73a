import { saturday } from '../test-reading.js';
import { parseFilter } from './parse-filter.js';

function day(first: string | null, last: string | null): unknown {
  return { kind: 'due', due: expect.objectContaining({ kind: 'range', first, last }) as unknown, not: false };
}

describe('the filter language', () => {
  it.each<[string, readonly unknown[]]>([
    ['', []],
    ['#Home', [{ kind: 'tag', tag: 'home', not: false }]],
    ['-#home', [{ kind: 'tag', tag: 'home', not: true }]],
    ['#"two words"', [{ kind: 'tag', tag: 'two words', not: false }]],
    ['tag:home', [{ kind: 'tag', tag: 'home', not: false }]],
    ['p1', [{ kind: 'priority', priority: 'high', not: false }]],
    ['!low', [{ kind: 'priority', priority: 'low', not: false }]],
    ['-priority:medium', [{ kind: 'priority', priority: 'medium', not: true }]],
    ['is:open', [{ kind: 'is', state: 'open', not: false }]],
    ['IS:Recurring', [{ kind: 'is', state: 'recurring', not: false }]],
    ['has:reminder', [{ kind: 'has', part: 'reminder', not: false }]],
    ['-HAS:Reminder', [{ kind: 'has', part: 'reminder', not: true }]],
    ['list:groceries', [{ kind: 'list', name: 'groceries', not: false }]],
    ['list:"weekly shop"', [{ kind: 'list', name: 'weekly shop', not: false }]],
    ['+groceries', [{ kind: 'list', name: 'groceries', not: false }]],
    [
      'oat milk',
      [
        { kind: 'word', text: 'oat', not: false },
        { kind: 'word', text: 'milk', not: false },
      ],
    ],
    [
      '"oat milk" -soy',
      [
        { kind: 'phrase', text: 'oat milk', not: false },
        { kind: 'word', text: 'soy', not: true },
      ],
    ],
    ['https://example.com/a', [{ kind: 'word', text: 'https://example.com/a', not: false }]],
    ['10:30', [{ kind: 'word', text: '10:30', not: false }]],
    ['due:none', [{ kind: 'due', due: { kind: 'none' }, not: false }]],
    ['due:today', [day('2026-11-21', '2026-11-21')]],
    ['due:tomorrow', [day('2026-11-22', '2026-11-22')]],
    ['due:friday', [day('2026-11-27', '2026-11-27')]],
    ['due:2026-12-01', [day('2026-12-01', '2026-12-01')]],
    ['due:2026-12-01..2026-12-24', [day('2026-12-01', '2026-12-24')]],
    ['due:..2026-12-24', [day(null, '2026-12-24')]],
    ['due:today..', [day('2026-11-21', null)]],
    ['due:7d', [day('2026-11-21', '2026-11-27')]],
  ])('%s', (text, terms) => {
    expect(parseFilter(text, saturday)).toEqual({ filter: { terms, sort: [], limit: null }, problems: [] });
  });

  it('reads sort and limit', () => {
    expect(parseFilter('sort:due,-priority limit:20', saturday).filter).toEqual({
      terms: [],
      sort: [
        { key: 'due', descending: false },
        { key: 'priority', descending: true },
      ],
      limit: 20,
    });
  });

  it('takes the edges of a day from the zone of the user', () => {
    const tokyo = { ...saturday, zone: 'Asia/Tokyo' };
    expect(parseFilter('due:today', tokyo).filter.terms[0]).toMatchObject({
      due: { first: '2026-11-22', from: '2026-11-21T15:00:00.000Z', until: '2026-11-22T15:00:00.000Z' },
    });
  });

  it('separates overdue days from overdue times', () => {
    expect(parseFilter('due:overdue', saturday).filter.terms[0]).toMatchObject({
      due: { kind: 'overdue', date: '2026-11-21', instant: '2026-11-21T15:00:00.000Z' },
    });
  });

  it.each([
    ['duo:today', 'filter.unknown-key', 'due:'],
    ['lst:x', 'filter.unknown-key', 'list:'],
    ['due:tody', 'filter.invalid-value', 'today'],
    ['due:2026-02-30', 'filter.invalid-value', 'today'],
    ['due:2026-12-24..2026-12-01', 'filter.invalid-value', 'today'],
    ['due:0d', 'filter.invalid-value', 'today'],
    ['is:blue', 'filter.invalid-value', 'recurring'],
    ['has:wings', 'filter.invalid-value', 'reminder'],
    ['!urgent', 'filter.invalid-value', ''],
    ['#a,b', 'filter.invalid-value', ''],
    ['sort:size', 'filter.invalid-value', 'priority'],
    ['limit:0', 'filter.invalid-value', '200'],
    ['limit:1000', 'filter.invalid-value', '200'],
    ['milk OR bread', 'filter.invalid-value', 'OR'],
    ['x'.repeat(501), 'filter.too-long', ''],
  ])('%s is never ignored: %s', (text, code, hint) => {
    const { problems } = parseFilter(text, saturday);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toContain(hint);
  });
});
