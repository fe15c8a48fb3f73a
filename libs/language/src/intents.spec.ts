import { helpExamples } from './help.js';
import { intentCases, newTasks } from './intents.cases.js';
import { parse } from './parse.js';
import { codesOf, created, dueOf, saturday } from './test-reading.js';

describe('a command', () => {
  it.each(intentCases)('%s → %s', (text, kind, members) => {
    expect(parse(text, saturday).intent).toMatchObject({ kind, ...members });
  });

  it.each(newTasks)('does not take a new task for one: %s', (text, title) => {
    expect(created(text).title).toBe(title);
  });

  it.each(['finish report', 'check mail', 'cancel gym', 'find keys', 'delete old mails'])(
    'keeps the reading as a new task beside an uncertain reference: %s',
    (text) => {
      expect(parse(text, saturday).intent).toMatchObject({ otherwise: { kind: 'create', title: text } });
    },
  );

  it('has no such reading when the reference is certain', () => {
    expect(parse('finish #17', saturday).intent).not.toHaveProperty('otherwise');
  });

  it('refuses an index that the last list did not have', () => {
    const context = { ...saturday, lastShown: { count: 3 } };
    expect(codesOf(parse('done 4', context).intent)).toEqual(['ref.out-of-range']);
    expect(codesOf(parse('done 3', context).intent)).toEqual([]);
  });

  it('asks about a move into the past', () => {
    expect(codesOf(parse('move #2 to yesterday', saturday).intent)).toEqual(['date.past']);
  });

  it.each(helpExamples('en').map(({ text, intent }) => [text, intent]))(
    'is explained by "%s" (%s)',
    (text, kind) => {
      const { intent } = parse(text, saturday);
      expect(intent.kind).toBe(kind);
      expect(codesOf(intent)).toEqual([]);
    },
  );
});

describe('a reminder', () => {
  it('in minutes is exact to the second', () => {
    const now = new Date('2026-11-21T15:00:42.500Z');
    const task = created('remind me in 1 minute to check the oven', { ...saturday, now });
    expect(task).toMatchObject({
      title: 'check the oven',
      reminders: [{ kind: 'absolute', instant: '2026-11-21T15:01:42.500Z' }],
    });
  });

  it.each([
    ['remind me in 30 min to check the oven', 'check the oven', '2026-11-21T10:30'],
    ['remind me in 90 seconds to check the oven', 'check the oven', '2026-11-21T10:02'],
    ['remind me to check the oven in half an hour', 'check the oven', '2026-11-21T10:30'],
    ['remind me tomorrow at 9 to call mom', 'call mom', '2026-11-22T09:00'],
    ['remind me to call mom tomorrow at 9', 'call mom', '2026-11-22T09:00'],
    ['remind me about the dentist on friday', 'the dentist', '2026-11-27'],
  ])('%s', (text, title, due) => {
    const task = created(text);
    expect([task.title, dueOf(task), task.reminders.length]).toEqual([title, due, 1]);
  });

  it('at the due time follows from "remind me"', () => {
    expect(created('remind me to call mom tomorrow at 9').reminders).toEqual([
      { kind: 'offset', minutes: 0 },
    ]);
  });

  it.each([
    ['dentist tomorrow 3pm remind me 1 hour before', [60]],
    ['dentist tomorrow 3pm, 1 day and 1 hour before', [1_440, 60]],
    ['dentist tomorrow 3pm 10 min before it with Ana', [10]],
    ['remind me 1 hour before dentist tomorrow 3pm', [60]],
    ['dentist tomorrow 3pm and remind me', [0]],
  ])('before the due time: %s', (text, minutes) => {
    const task = created(text);
    expect(dueOf(task)).toBe('2026-11-22T15:00');
    expect(task.reminders).toEqual(minutes.map((offset) => ({ kind: 'offset', minutes: offset })));
  });

  it('before a due time that is not known is asked about', () => {
    expect(codesOf(created('dentist 1 hour before'))).toEqual(['reminder.no-time']);
  });

  it('without a time is a task, and the answer says so', () => {
    const task = created('remind me to buy milk');
    expect(task.reminders).toEqual([]);
    expect(task.assumptions).toEqual(['No time was given, so there is no reminder.']);
  });
});
