import { nextOccurrence } from './next-occurrence.js';
import { firstOccurrence, occurrences } from './occurrences.js';
import { completionRows, expansionRows } from './rows.cases.js';
import { aRule, at } from './test-rules.js';

/** The rows of the table in the README. */
describe('recurrence by the table', () => {
  it.each(expansionRows)('$row: $about', ({ rule, keys = [], at: instants = [] }) => {
    const found = occurrences(aRule(rule), { limit: Math.max(keys.length, instants.length) });
    if (keys.length > 0) {
      const ended = found.length < keys.length ? ['end'] : [];
      expect([...found.map(({ key }) => key), ...ended]).toEqual(keys);
    } else expect(found.map(({ due }) => due)).toEqual(instants.map(at));
  });

  it.each(completionRows)('$row: $about', ({ rule, completed, completedAt, completions, next, skipped }) => {
    const following = nextOccurrence(aRule(rule), {
      ...{ completed, completedAt: at(completedAt) },
      ...(completions !== undefined && { completions }),
    });
    expect(following?.key ?? null).toBe(next);
    if (skipped !== undefined) expect(following?.skipped).toHaveLength(skipped);
  });

  it.each([
    [
      'R50',
      'workdays said on Friday after the time',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      '2026-11-20T06:00',
      '2026-11-20T08:00-05:00',
      '2026-11-23T06:00',
    ],
    [
      'R51',
      'weekly said on the day after the time',
      'FREQ=WEEKLY',
      '2026-11-18T06:00',
      '2026-11-18T10:00-05:00',
      '2026-11-25T06:00',
    ],
  ])('%s: %s', (_row, _about, rrule, civilStart, now, key) => {
    expect(firstOccurrence(aRule({ rrule, civilStart }), at(now))?.key).toBe(key);
  });
});
