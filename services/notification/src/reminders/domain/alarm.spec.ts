import { fateOf } from './alarm.js';
import { fired, isLate, latenessMs, type Reminder } from './reminder.js';

const dueAt = new Date('2026-08-01T09:00:00.000Z');
const after = (milliseconds: number) => new Date(dueAt.getTime() + milliseconds);
const alarm = { reminderId: 'r1', generation: 2, dueAt };
const reminder: Reminder = {
  ...{
    id: 'r1',
    taskId: 't1',
    workspaceId: 'w1',
    userId: 'u1',
    conversationId: 'c1',
    title: 'Water the plants',
  },
  ...{ dueAt, taskVersion: 1, generation: 2, status: 'scheduled', firedAt: null },
};

describe(fateOf.name, () => {
  it.each([
    ['fires on time', reminder, after(0), { kind: 'fire' }],
    ['fires late', reminder, after(3_600_000), { kind: 'fire' }],
    ['is early by a millisecond', reminder, after(-1), { kind: 'early', remainingMs: 1 }],
    ['is void for one that fired', fired(reminder, after(0)), after(1), { kind: 'void' }],
    [
      'is void for one that was cancelled',
      { ...reminder, status: 'cancelled' as const },
      after(1),
      { kind: 'void' },
    ],
    ['is void for one that is not known', undefined, after(1), { kind: 'void' }],
    [
      'is void for one that moved and is not due',
      { ...reminder, generation: 3 },
      after(-1),
      { kind: 'void' },
    ],
    ['fires one that moved and is due', { ...reminder, generation: 3 }, after(0), { kind: 'fire' }],
  ])('%s', (_, row, now, fate) => {
    expect(fateOf(alarm, row, now)).toEqual(fate);
  });
});

describe(isLate.name, () => {
  it.each([
    [60_000, false],
    [60_001, true],
  ])('says of a reminder that fires after %i ms: %s', (milliseconds, late) => {
    expect(isLate(fired(reminder, after(milliseconds)))).toBe(late);
    expect(latenessMs(fired(reminder, after(milliseconds)))).toBe(milliseconds);
  });
});
