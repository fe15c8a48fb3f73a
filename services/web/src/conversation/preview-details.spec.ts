import type { Parsed } from '../api/types.js';
import { previewDetails } from './preview-details.js';

const now = new Date('2026-11-21T10:00:00Z');
const reader = { zone: 'Europe/Berlin', locale: 'en-GB' };

function details(intent: Partial<Parsed['intent']>, keys: readonly string[] = []) {
  const repeats = { text: 'the rule', occurrences: keys.map((key) => ({ key })) };
  const parsed = { intent: { kind: 'create', ...intent }, spans: [], ...(keys.length > 0 && { repeats }) };
  return previewDetails(parsed, now, reader);
}

describe('what a sentence means', () => {
  it('is the rule with its dates, without the time that the rule says', () => {
    const { rule, dates } = details({}, [
      '2026-11-22T09:00',
      '2026-12-01T09:00',
      '2027-01-01T09:00',
      '2027-02-01T09:00',
    ]);
    expect(rule).toBe('the rule');
    expect(dates.map(({ text }) => text)).toEqual(['Tomorrow', '1 Dec', '1 Jan 2027', '1 Feb']);
  });

  it('says the times of a rule that has several', () => {
    const { dates } = details({}, ['2026-11-21T18:00', '2026-11-23T09:30']);
    expect(dates.map(({ text }) => text)).toEqual(['Today, 18:00', '23 Nov, 09:30']);
  });

  it('says what was assumed and what would be asked, but not what is merely not written yet', () => {
    const problems = [
      { code: 'title.empty', message: 'What is the task called?' },
      { code: 'date.past', message: '2026-11-20 is in the past.' },
    ];
    const assumptions = ['The time was read as 15:00.'];
    expect(details({ assumptions, problems })).toEqual({
      rule: null,
      dates: [],
      notes: ['The time was read as 15:00.', '2026-11-20 is in the past.'],
    });
  });
});
