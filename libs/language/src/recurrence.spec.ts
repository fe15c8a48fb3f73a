import { occurrences } from '@parley/recurrence';

import { seriesCases } from './recurrence.cases.js';
import { codesOf, created, dueOf, saturday } from './test-reading.js';
import type { ParseContext } from './context.js';

function firstOf(text: string, limit: number, context: ParseContext = saturday): readonly string[] {
  const { recurrence } = created(text, context);
  if (recurrence === undefined) return ['none'];
  const rule = { ...recurrence, zone: context.zone, missed: 'jump' as const, exdates: [] };
  const keys = occurrences(rule, { limit }).map(({ key }) => key);
  return keys.length < limit ? [...keys, 'end'] : keys;
}

describe('a recurrence', () => {
  it.each(seriesCases)('%s', (text, title, first) => {
    const task = created(text);
    expect({ title: task.title, problems: codesOf(task), due: dueOf(task) }).toEqual({
      title,
      problems: [],
      due: first[0],
    });
    expect(firstOf(text, first.length)).toEqual(first);
    expect(task.recurrence?.civilStart).toBe(first[0]);
    expect(task.recurrence?.mode).toBe('fixed');
  });

  it.each([
    'water plants every! 3 days',
    'water plants every 3 days after done',
    'water plants 3 days after completion',
  ])('counts from completion: %s', (text) => {
    const task = created(text);
    expect(task.title).toBe('water plants');
    expect(task.recurrence).toMatchObject({ mode: 'completion', civilStart: '2026-11-21' });
  });

  it('starts on the next workday when the time of today has passed', () => {
    const friday = { ...saturday, now: new Date('2026-11-20T08:00:00-05:00') };
    expect(firstOf('run every weekday 6am', 1, friday)).toEqual(['2026-11-23T06:00']);
  });

  it('starts a week on when the time of today has passed', () => {
    const wednesday = { ...saturday, now: new Date('2026-11-18T10:00:00-05:00') };
    expect(firstOf('run weekly 6am', 2, wednesday)).toEqual(['2026-11-25T06:00', '2026-12-02T06:00']);
  });

  it('keeps the 31st of "every month" said on the 31st', () => {
    const last = { ...saturday, now: new Date('2026-12-31T10:00:00-05:00') };
    expect(firstOf('report every month', 4, last)).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
    ]);
  });

  it('asks whether a list of weekdays without "every" repeats', () => {
    const [problem] = created('gym mon, wed and fri 6am until dec 31').problems;
    expect(problem?.code).toBe('recurrence.ambiguous');
    expect(problem?.suggestions.map(({ texts }) => texts)).toEqual([
      ['gym every mon, wed and fri 6am until dec 31'],
      ['gym on mon 6am', 'gym on wed 6am', 'gym on fri 6am'],
    ]);
  });

  it.each([
    ['call every monday at 10am and friday at noon', 'date.several'],
    ['backup every 5 minutes', 'recurrence.invalid'],
    ['backup every 0 days', 'recurrence.invalid'],
    ['backup every 9999 days', 'recurrence.invalid'],
  ])('is refused: %s', (text, code) => {
    expect(codesOf(created(text))).toEqual([code]);
  });

  it('accepts a period of minutes that is long enough', () => {
    expect(firstOf('backup every 30 minutes', 2)).toEqual(['2026-11-21T10:00', '2026-11-21T10:30']);
  });
});
