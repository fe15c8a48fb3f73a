import type { Parsed } from '../api/types.js';
import { previewChips } from './preview.js';

const now = new Date('2026-11-21T10:00:00Z');
const reader = { zone: 'Europe/Berlin', locale: 'en-GB' };
const repeats: Parsed['repeats'] = { text: 'every month on the 1st at 09:00', occurrences: [] };

function span(type: string, start: number, text: string, value = '') {
  return { type, start, end: start + text.length, text, value };
}

function chips(spans: Parsed['spans'], parsed: Partial<Parsed> = {}): string[] {
  return previewChips({ intent: { kind: 'create' }, spans, ...parsed }, now, reader).map(
    ({ label, text }) => `${label}: ${text}`,
  );
}

describe('the preview of a sentence', () => {
  it('says what the words were read as, in the order they were typed', () => {
    expect(
      chips([
        span('priority', 40, 'p1', 'high'),
        span('due', 9, 'tomorrow', '2026-11-22 17:00'),
        span('due', 18, 'at 5', '2026-11-22 17:00'),
        span('tag', 25, '#Family', 'family'),
      ]),
    ).toEqual(['Due: Tomorrow, 17:00', 'Tag: #family', 'Priority: high']);
  });

  it('joins the words of a rule, and says when it begins', () => {
    const spans = [
      span('recurrence', 9, 'every 1st', 'FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261221'),
      span('due', 19, 'at 9am', '2026-12-01 09:00'),
      span('recurrence', 26, 'for 3 weeks', '3 weeks'),
    ];
    expect(chips(spans, { repeats })).toEqual(['Repeats: every 1st for 3 weeks', 'First: Tue 1 Dec, 09:00']);
  });

  it('keeps the places of all words of a chip', () => {
    const spans = [
      span('due', 0, 'tomorrow', '2026-11-22 15:00'),
      span('due', 20, 'at 3', '2026-11-22 15:00'),
    ];
    expect(previewChips({ intent: { kind: 'create' }, spans }, now, reader)).toEqual([
      {
        label: 'Due',
        text: 'Tomorrow, 15:00',
        typed: 'tomorrow at 3',
        parts: [
          { start: 0, end: 8, type: 'due' },
          { start: 20, end: 24, type: 'due' },
        ],
      },
    ]);
  });

  it('leaves out what says nothing, and shows what it cannot read as it was typed', () => {
    expect(chips([span('intent', 0, 'add', 'create'), span('due', 4, 'someday', 'later')])).toEqual([
      'Due: someday',
    ]);
  });

  it('says what is done to which task', () => {
    const done = [span('intent', 0, 'finish', 'complete'), span('ref', 7, 'report', 'report')];
    expect(chips(done, { intent: { kind: 'complete' } })).toEqual(['Marks done: report']);
    expect(chips(done, { intent: { kind: 'complete', otherwise: {} } })).toEqual([
      'Marks done: report, if there is such a task',
    ]);
    const move = [span('intent', 0, 'move it to', 'update'), span('due', 11, 'friday', '2026-11-27')];
    expect(chips(move, { intent: { kind: 'reschedule' } })).toEqual([
      'Moves: the last one',
      'Due: Fri 27 Nov',
    ]);
    expect(chips([span('intent', 0, 'show', 'list')], { intent: { kind: 'list' } })).toEqual([
      'Shows: open tasks',
    ]);
  });

  it('shows that a reminder was asked for', () => {
    const spans = [
      span('intent', 0, 'remind me', 'remind'),
      span('due', 10, 'in 30 min', '2026-11-21 11:30'),
    ];
    expect(chips(spans)).toEqual(['Reminder: remind me', 'Due: Today, 11:30']);
  });
});
