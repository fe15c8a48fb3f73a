import { parse } from './parse.js';
import type { Span } from './result.js';
import { contextOf, corpusLines } from './test-corpus.js';
import { created, dueOf, saturday } from './test-reading.js';

function spansOf(text: string): readonly Span[] {
  return parse(text, saturday).spans;
}

describe('a span', () => {
  it.each<[string, readonly (readonly [type: string, text: string, value: string])[]]>([
    [
      'call mom tomorrow at 3pm',
      [
        ['due', 'tomorrow', '2026-11-22 15:00'],
        ['due', 'at 3pm', '2026-11-22 15:00'],
      ],
    ],
    [
      'gym every mon 6am until dec 31 #fit',
      [
        ['recurrence', 'every mon', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231'],
        ['due', '6am', '2026-11-23 06:00'],
        ['recurrence', 'until dec 31', 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231'],
        ['tag', '#fit', 'fit'],
      ],
    ],
    [
      'dentist friday 2pm, 1 day and 1 hour before',
      [
        ['due', 'friday', '2026-11-27 14:00'],
        ['due', '2pm', '2026-11-27 14:00'],
        ['reminder', '1 day and 1 hour before', '-1440m,-60m'],
      ],
    ],
    [
      'tea +home p1',
      [
        ['list', '+home', 'home'],
        ['priority', 'p1', 'high'],
      ],
    ],
    [
      'mark #3 as done',
      [
        ['intent', 'mark', 'complete'],
        ['ref', '#3', '#3'],
        ['intent', 'as done', 'complete'],
      ],
    ],
    [
      'rename #3 to tea',
      [
        ['intent', 'rename', 'rename'],
        ['ref', '#3', '#3'],
        ['intent', 'to', 'rename'],
        ['title', 'tea', 'tea'],
      ],
    ],
    [
      'move it to friday',
      [
        ['intent', 'move', 'update'],
        ['ref', 'it', 'it'],
        ['intent', 'to', 'update'],
        ['due', 'friday', '2026-11-27'],
      ],
    ],
    [
      'every friday instead',
      [
        ['recurrence', 'every friday', 'FREQ=WEEKLY;BYDAY=FR'],
        ['intent', 'instead', 'update'],
      ],
    ],
    [
      'show overdue #home',
      [
        ['intent', 'show', 'list'],
        ['filter', 'overdue #home', 'due:overdue #home'],
      ],
    ],
    [
      'remind me of #3 at 5pm',
      [
        ['intent', 'remind me', 'remind'],
        ['ref', '#3', '#3'],
        ['reminder', 'at 5pm', '@2026-11-21T22:00:00.000Z'],
      ],
    ],
  ])('%s', (text, spans) => {
    expect(spansOf(text).map(({ type, text: part, value }) => [type, part, value])).toEqual(spans);
  });

  it('says what was assumed for it', () => {
    expect(spansOf('call at 3')).toMatchObject([{ assumption: 'The time was read as 15:00.' }]);
    expect(spansOf('call at 3pm')[0]).not.toHaveProperty('assumption');
    expect(spansOf('gym every monday at 3')[1]).toMatchObject({ assumption: 'The time was read as 15:00.' });
    expect(spansOf('plan next week')).toMatchObject([{ assumption: 'Next week was read as its Monday.' }]);
  });

  it.each(['en', 'de'])(
    'is a part of the typed text, none over another, in all of the corpus: %s',
    (language) => {
      for (const line of corpusLines(language)) {
        const { spans } = parse(line.text, contextOf(line));
        let end = 0;
        for (const span of spans) {
          expect(line.text.slice(span.start, span.end)).toBe(span.text);
          expect([line.text, span.start >= end, span.end > span.start]).toEqual([line.text, true, true]);
          end = span.end;
        }
      }
    },
  );
});

describe('a rejected span', () => {
  const without = (text: string, ...types: readonly Span['type'][]) =>
    parse(text, saturday, { rejected: spansOf(text).filter(({ type }) => types.includes(type)) }).intent;

  it.each<[string, Span['type'], Readonly<Record<string, unknown>>]>([
    ['watch friday', 'due', { kind: 'create', title: 'watch friday' }],
    [
      'book every monday at 9',
      'recurrence',
      { title: 'book every monday', due: { civil: '2026-11-22T09:00' } },
    ],
    ['buy milk #home', 'tag', { title: 'buy milk #home', tags: [] }],
    ['buy milk +home', 'list', { title: 'buy milk +home' }],
    ['pass p1 exam', 'priority', { title: 'pass p1 exam', priority: null }],
    ['Add milk', 'intent', { kind: 'create', title: 'Add milk' }],
    ['done deal', 'intent', { kind: 'create', title: 'done deal' }],
    ['done deal', 'ref', { kind: 'create', title: 'done deal' }],
    ['show today', 'filter', { kind: 'create', title: 'show today' }],
    ['dentist friday 2pm, 1 hour before', 'reminder', { title: 'dentist 1 hour before', reminders: [] }],
  ])('%s without its %s is read without it', (text, type, expected) => {
    expect(without(text, type)).toMatchObject(expected);
  });

  it('leaves no date, and nothing that is read in its place', () => {
    const task = without('watch friday', 'due');
    expect(task).not.toHaveProperty('due');
    expect(parse('watch friday', saturday, { rejected: [{ start: 6, end: 12 }] }).spans).toEqual([]);
  });

  it('of two dates answers which one counts', () => {
    const text = 'call tomorrow, report on dec 24';
    const [first] = spansOf(text);
    expect(first).toMatchObject({ type: 'due', text: 'tomorrow' });
    const { intent } = parse(text, saturday, { rejected: first ? [first] : [] });
    expect(intent).toMatchObject({
      title: 'call tomorrow, report',
      due: { date: '2026-12-24' },
      problems: [],
    });
  });

  it('may lie anywhere', () => {
    for (const [start, end] of [
      [-5, 3],
      [2, 1_000],
      [9, 2],
      [Number.NaN, 4],
    ] as const)
      expect(parse('call mom', saturday, { rejected: [{ start, end }] }).intent).toMatchObject({
        title: 'call mom',
      });
  });

  it('changes nothing else', () => {
    expect(dueOf(created('call mom tomorrow'))).toBe('2026-11-22');
  });
});
