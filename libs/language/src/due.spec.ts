import { civilToInstant } from '@parley/recurrence';

import { dueCases, noDates } from './due.cases.js';
import { codesOf, created, dueOf, saturday } from './test-reading.js';

describe('a due time', () => {
  it.each(dueCases)('%s', (text, title, due) => {
    const task = created(text);
    expect({ title: task.title, due: dueOf(task), problems: codesOf(task) }).toEqual({
      title,
      due,
      problems: [],
    });
  });

  it.each(noDates)('is not read into: %s', (text) => {
    const task = created(text);
    expect({ title: task.title, due: dueOf(task), problems: codesOf(task) }).toEqual({
      title: text,
      due: null,
      problems: [],
    });
    expect(task.recurrence).toBeUndefined();
  });

  it('takes "friday" on a Wednesday for this week, "next friday" for the week after', () => {
    const wednesday = { ...saturday, now: new Date('2026-11-18T10:00:00-05:00') };
    expect(dueOf(created('call friday', wednesday))).toBe('2026-11-20');
    expect(dueOf(created('call next friday', wednesday))).toBe('2026-11-27');
  });

  it('reads numeric dates in the order of the locale', () => {
    expect(dueOf(created('dentist 5/12', { ...saturday, locale: 'en-GB' }))).toBe('2026-12-05');
  });

  it('keeps the wall clock when the night between changes the clocks', () => {
    const eve = { ...saturday, now: new Date('2026-03-07T10:00:00-05:00') };
    const due = dueOf(created('call tomorrow at 3pm', eve)) ?? '';
    expect(due).toBe('2026-03-08T15:00');
    expect(civilToInstant(due, saturday.zone)).toEqual(new Date('2026-03-08T19:00:00Z'));
  });

  it('reads today in the zone of the user', () => {
    const late = { now: new Date('2026-11-21T23:30:00Z'), zone: 'Asia/Tokyo', locale: 'en' };
    expect(dueOf(created('call tomorrow', late))).toBe('2026-11-23');
  });

  it('counts "in 2 hours" as elapsed time over the end of summer time', () => {
    const eve = { ...saturday, now: new Date('2026-11-01T00:30:00-04:00') };
    expect(dueOf(created('call in 2 hours', eve))).toBe('2026-11-01T01:30');
  });

  it('never lies before the moment that was said', () => {
    const seconds = { ...saturday, now: new Date('2026-11-21T10:00:42-05:00') };
    expect(dueOf(created('call in 5 minutes', seconds))).toBe('2026-11-21T10:06');
  });

  it('takes a time for today until it has come', () => {
    const at = (time: string) => ({ ...saturday, now: new Date(`2026-11-21T${time}-05:00`) });
    expect(dueOf(created('call at 16:13', at('16:12:59')))).toBe('2026-11-21T16:13');
    expect(dueOf(created('call at 16:13', at('16:13:00')))).toBe('2026-11-22T16:13');
  });

  it('uses the times of day of the user', () => {
    const early = { ...saturday, settings: { evening: '17:45' } };
    expect(dueOf(created('call tomorrow evening', early))).toBe('2026-11-22T17:45');
  });

  it('says which half of the day was assumed', () => {
    expect(created('call at 3').assumptions).toEqual(['The time was read as 15:00.']);
    expect(created('call at 3pm').assumptions).toEqual([]);
  });
});

describe('a date that cannot be used', () => {
  it.each([
    ['call today at 9am', 'date.past', ['Tomorrow 09:00', 'Keep as overdue', 'No date']],
    ['call yesterday', 'date.past', ['Tomorrow', 'Keep as overdue', 'No date']],
    ['call jan 5 2020', 'date.past', ['Tomorrow', 'Keep as overdue', 'No date']],
    ['call 31 nov', 'date.invalid', ['2026-11-30', '2026-12-01']],
    ['call feb 29', 'date.invalid', ['2027-02-28', '2027-03-01', '2028-02-29']],
    ['call 2026-02-30', 'date.invalid', ['2026-02-28', '2026-03-01']],
    ['call 13/5', 'date.order', ['2027-05-13', 'No date']],
    ['call 45/5', 'date.invalid', []],
    ['call in 99999 years', 'date.out-of-range', []],
    ['call tomorrow, report on dec 24', 'date.several', ['2026-11-22', '2026-12-24']],
    ['call today at 3pm or 5pm', 'date.several', ['2026-11-21 15:00', '2026-11-21 17:00']],
  ])('%s: %s', (text, code, labels) => {
    const task = created(text);
    expect(
      task.problems.map((problem) => [problem.code, problem.suggestions.map(({ label }) => label)]),
    ).toEqual([[code, labels]]);
    expect(task.due).toBeUndefined();
  });

  it('can be kept as overdue by the suggestion', () => {
    const [problem] = created('call yesterday').problems;
    expect(problem?.suggestions[1]?.patch).toEqual({ due: { kind: 'date', date: '2026-11-20' } });
  });
});
