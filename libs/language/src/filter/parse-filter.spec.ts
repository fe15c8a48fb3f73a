import { foldText } from '../fold-text.js';
import { saturday } from '../test-reading.js';
import type { Expression } from './filter.js';
import { parseFilter } from './parse-filter.js';

/** An expression as one line: `all(a, not(b))`. */
function textOf(where: Expression): string {
  switch (where.kind) {
    case 'all':
    case 'any':
      return `${where.kind}(${where.of.map(textOf).join(', ')})`;
    case 'not':
      return `not(${textOf(where.of)})`;
    case 'tag':
      return `#${where.tag}`;
    case 'number':
      return `number ${where.number}`;
    case 'priority':
      return `!${where.priority}`;
    case 'due':
      return `due ${where.days.first ?? ''}..${where.days.last ?? ''}`;
    case 'overdue':
      return `before ${where.date} ${where.instant}`;
    case 'moment':
      return `${where.moment} ${where.days.first ?? ''}..${where.days.last ?? ''}`;
    case 'is':
      return where.state;
    case 'has':
      return `has ${where.part}`;
    case 'list':
      return `+${where.name}`;
    case 'word':
      return where.text;
    case 'phrase':
      return `"${where.text}"`;
  }
}

const read = (text: string): string => {
  const { filter, problems } = parseFilter(text, saturday);
  expect(problems).toEqual([]);
  return textOf(filter.where);
};

// Saturday 2026-11-21 10:00 in New York.
describe('the filter language reads', () => {
  it.each([
    ['', 'all()'],
    ['#Home', '#home'],
    ['-#home', 'not(#home)'],
    ['#"two words"', '#two words'],
    ['tag:home', '#home'],
    ['#17', 'any(number 17, #17)'],
    ['p1', '!high'],
    ['!low', '!low'],
    ['-priority:medium', 'not(!medium)'],
    ['priority:>=medium', 'any(!medium, !high)'],
    ['priority:<high', 'any(!low, !medium)'],
    ['is:open', 'open'],
    ['IS:Recurring', 'recurring'],
    ['is:overdue', 'all(open, before 2026-11-21 2026-11-21T15:00:00.000Z)'],
    ['is:all', 'any(open, done)'],
    ['is:mine', 'all()'],
    ['by:@me', 'all()'],
    ['has:reminder', 'has reminder'],
    ['no:due', 'not(has due)'],
    ['no:tag,list', 'all(not(has tag), not(has list))'],
    ['list:groceries', '+groceries'],
    ['list:"weekly shop"', '+weekly shop'],
    ['+groceries', '+groceries'],
    ['oat Milk', 'all(oat, milk)'],
    ['Café', 'cafe'],
    ['"oat milk" -soy', 'all("oat milk", not(soy))'],
    ['“oat milk”', '"oat milk"'],
    ['"OR"', '"or"'],
    ['milk or bread', 'all(milk, or, bread)'],
    ['milk OR bread', 'any(milk, bread)'],
    ['milk | bread', 'any(milk, bread)'],
    ['milk AND bread', 'all(milk, bread)'],
    ['NOT milk', 'not(milk)'],
    ['a b OR c -d', 'any(all(a, b), all(c, not(d)))'],
    ['a (b OR c)', 'all(a, any(b, c))'],
    ['-(a OR b)', 'not(any(a, b))'],
    ['NOT (a b) c', 'all(not(all(a, b)), c)'],
    ['f(x)', 'f(x)'],
    ['"half open', '"half open"'],
    ['https://example.com/a', 'https://example.com/a'],
    ['10:30', '10:30'],
  ])('%s as %s', (text, meaning) => {
    expect(read(text)).toBe(meaning);
  });
});

describe('days are those of the user', () => {
  it.each([
    ['due:none', 'not(has due)'],
    ['due:overdue', 'before 2026-11-21 2026-11-21T15:00:00.000Z'],
    ['due:today', 'due 2026-11-21..2026-11-21'],
    ['due:friday', 'due 2026-11-27..2026-11-27'],
    ['due:"next friday"', 'due 2026-11-27..2026-11-27'],
    ['due:next-friday', 'due 2026-11-27..2026-11-27'],
    ['due:2026-12-01', 'due 2026-12-01..2026-12-01'],
    ['due:2026-12-01..2026-12-24', 'due 2026-12-01..2026-12-24'],
    ['due:..2026-12-24', 'due ..2026-12-24'],
    ['due:today..', 'due 2026-11-21..'],
    ['due:today..7d', 'due 2026-11-21..2026-11-28'],
    ['due:<=friday', 'due ..2026-11-27'],
    ['due:>2026-12-01', 'due 2026-12-02..'],
    ['due:today,2026-12-24', 'any(due 2026-11-21..2026-11-21, due 2026-12-24..2026-12-24)'],
    ['due:7d', 'due 2026-11-21..2026-11-27'],
    ['due:2w', 'due 2026-11-21..2026-12-04'],
    ['due:-7d', 'due 2026-11-15..2026-11-21'],
    ['due:this-week', 'due 2026-11-21..2026-11-22'],
    ['due:next-week', 'due 2026-11-23..2026-11-29'],
    ['due:"next week"', 'due 2026-11-23..2026-11-29'],
    ['due:next-month', 'due 2026-12-01..2026-12-31'],
    ['due:<next-week', 'due ..2026-11-22'],
    ['before:friday', 'due ..2026-11-26'],
    ['after:2026-12-01', 'due 2026-12-02..'],
    ['after:next-week', 'due 2026-11-30..'],
    ['created:>2026-11-01', 'created 2026-11-02..'],
    ['created:7d', 'created 2026-11-15..2026-11-21'],
    ['updated:yesterday', 'updated 2026-11-20..2026-11-20'],
    ['done:friday', 'done 2026-11-20..2026-11-20'],
    ['done:this-week', 'done 2026-11-16..2026-11-22'],
    ['done:last-month', 'done 2026-10-01..2026-10-31'],
    ['done:<30d', 'done ..2026-10-21'],
  ])('%s is %s', (text, meaning) => {
    expect(read(text)).toBe(meaning);
  });

  it('with edges in their zone', () => {
    const { filter } = parseFilter('due:today', { ...saturday, zone: 'Asia/Tokyo' });
    expect(filter.where).toMatchObject({
      days: { first: '2026-11-22', from: '2026-11-21T15:00:00.000Z', until: '2026-11-22T15:00:00.000Z' },
    });
  });

  it('and in their words', () => {
    const { filter, problems } = parseFilter('due:"nächste Woche" OR due:übermorgen', {
      ...saturday,
      locale: 'de',
    });
    expect(problems).toEqual([]);
    expect(textOf(filter.where)).toBe('any(due 2026-11-23..2026-11-29, due 2026-11-23..2026-11-23)');
  });
});

it('order and number are of the whole filter, wherever they stand', () => {
  const { filter } = parseFilter('(sort:due,-priority milk OR limit:20 bread)', saturday);
  expect(textOf(filter.where)).toBe('any(milk, bread)');
  expect(filter.sort).toEqual([
    { key: 'due', descending: false },
    { key: 'priority', descending: true },
  ]);
  expect(filter.limit).toBe(20);
});

describe('what is not understood is never ignored', () => {
  it.each([
    // code, what is marked, what is offered
    ['duo:today', 'filter.unknown-key', 'duo:', 'due:today'],
    ['milk lst:x', 'filter.unknown-key', 'lst:', 'milk list:x'],
    ['label:home', 'filter.unknown-key', 'label:', 'tag:home'],
    ['due:tody', 'filter.invalid-value', 'tody', 'due:today'],
    ['is:opne #home', 'filter.invalid-value', 'opne', 'is:open #home'],
    ['is:completed', 'filter.invalid-value', 'completed', 'is:done'],
    ['has:reminders', 'filter.invalid-value', 'reminders', 'has:reminder'],
    ['sort:titel', 'filter.invalid-value', 'titel', 'sort:title'],
    ['due:2026-02-30', 'filter.invalid-value', '2026-02-30', null],
    ['due:2026-12-24..2026-12-01', 'filter.invalid-value', '2026-12-24..2026-12-01', null],
    ['due:0d', 'filter.invalid-value', '0d', null],
    ['due:9999-12-31', 'filter.invalid-value', '9999-12-31', null],
    ['due:', 'filter.invalid-value', '', null],
    ['before:a..b', 'filter.invalid-value', 'a..b', null],
    ['by:@bob', 'filter.invalid-value', '@bob', null],
    ['is:open,blue', 'filter.invalid-value', 'open,blue', null],
    ['!urgent', 'filter.invalid-value', '!urgent', null],
    ['#a,b', 'filter.invalid-value', '#a,b', null],
    ['limit:0', 'filter.invalid-value', '0', null],
    ['limit:1000', 'filter.invalid-value', '1000', null],
    ['milk OR', 'filter.operand-missing', 'OR', 'milk'],
    ['OR milk', 'filter.operand-missing', 'OR', 'milk'],
    ['milk OR OR bread', 'filter.operand-missing', 'OR', 'milk OR  bread'],
    ['NOT', 'filter.operand-missing', 'NOT', ''],
    ['milk ()', 'filter.operand-missing', '(', 'milk )'],
    ['(milk', 'filter.unbalanced', '(', 'milk'],
    ['milk) bread', 'filter.unbalanced', ')', 'milk bread'],
    ['x'.repeat(1_001), 'filter.too-long', 'x'.repeat(1_001), null],
    ['a '.repeat(41), 'filter.too-complex', 'a '.repeat(41), null],
    [`${'('.repeat(11)}a${')'.repeat(11)}`, 'filter.too-complex', '(', null],
    [`${'-'.repeat(900)}a`, 'filter.too-complex', '-', null],
  ])('%s: %s at %s, offers %s', (text, code, marked, offered) => {
    const { problems } = parseFilter(text, saturday);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    const [{ span, suggestions } = { span: undefined, suggestions: [] }] = problems;
    expect(text.slice(span?.start, span?.end)).toBe(marked);
    expect(suggestions[0]?.filter ?? null).toBe(offered);
  });

  it('in words that name the nearest', () => {
    const [problem] = parseFilter('duee:today', saturday).problems;
    expect(problem?.message).toContain('no filter "duee:". Did you mean "due:"?');
  });

  it('each in its place', () => {
    const { problems } = parseFilter('duee:today is:blue', saturday);
    expect(problems.map(({ span }) => span?.start)).toEqual([0, 14]);
  });
});

it.each([
  ['Ätna', 'atna'],
  ['ﬁn', 'fin'],
  ['İstanbul', 'istanbul'],
  ['Straße', 'straße'],
])('%s is compared as %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});
