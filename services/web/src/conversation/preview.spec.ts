import { previewChips } from './preview.js';

const now = new Date('2026-11-21T10:00:00Z');
const reader = { zone: 'Europe/Berlin', locale: 'en-GB' };
const span = (type: string, start: number, text: string, value = '') => ({
  type,
  start,
  end: start + text.length,
  text,
  value,
});
const chips = (...spans: ReturnType<typeof span>[]) => previewChips(spans, now, reader);

describe('the preview of a sentence', () => {
  it('says what the words were read as, in the order they were typed', () => {
    expect(
      chips(
        span('priority', 40, 'p1', 'high'),
        span('due', 9, 'tomorrow', '2026-11-22 17:00'),
        span('due', 18, 'at 5pm', '2026-11-22 17:00'),
        span('tag', 25, '#Family', 'family'),
      ),
    ).toEqual([
      { label: 'Due', text: 'Tomorrow, 17:00' },
      { label: 'Tag', text: '#family' },
      { label: 'Priority', text: 'high' },
    ]);
  });

  it('joins the rule of a series and its time', () => {
    expect(
      chips(span('recurrence', 9, 'every 1st', 'MONTHLY'), span('due', 19, 'at 9am', 'recurrence')),
    ).toEqual([{ label: 'Repeats', text: 'every 1st at 9am' }]);
  });

  it('leaves out what says nothing, and shows what it cannot read as it was typed', () => {
    expect(chips(span('intent', 0, 'add', 'create'), span('due', 4, 'someday', 'later'))).toEqual([
      { label: 'Due', text: 'someday' },
    ]);
  });
});
