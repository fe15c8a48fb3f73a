import { planReminders, type TaskState } from './plan-reminders.js';
import type { Reminder } from './reminder.js';

const now = new Date('2026-08-01T09:00:00.000Z');
const soon = new Date('2026-08-01T09:05:00.000Z');
const later = new Date('2026-08-01T10:00:00.000Z');
const past = new Date('2026-08-01T08:59:00.000Z');

const common = {
  taskId: 't1',
  workspaceId: 'w1',
  userId: 'u1',
  conversationId: 'c1',
  title: 'Water the plants',
};

function aState(wanted: readonly (readonly [string, Date])[], overrides: Partial<TaskState> = {}): TaskState {
  return { ...common, version: 2, wanted: new Map(wanted), ...overrides };
}

function aReminder(overrides: Partial<Reminder> = {}): Reminder {
  return {
    ...common,
    id: 'r1',
    dueAt: soon,
    taskVersion: 1,
    generation: 1,
    status: 'scheduled',
    firedAt: null,
    ...overrides,
  };
}

const fired = aReminder({ dueAt: past, status: 'fired', firedAt: past });

interface Row {
  readonly name: string;
  readonly stored: readonly Reminder[];
  readonly task: TaskState;
  /** Status, generation and news of each change. */
  readonly changes: readonly unknown[];
}

const rows: readonly Row[] = [
  { name: 'a new one', stored: [], task: aState([['r1', soon]]), changes: [['scheduled', 1, ['scheduled']]] },
  {
    name: 'a new one whose time has come',
    stored: [],
    task: aState([['r1', now]]),
    changes: [['fired', 1, ['scheduled', 'due']]],
  },
  { name: 'one that is as it was', stored: [aReminder()], task: aState([['r1', soon]]), changes: [] },
  {
    name: 'one that moved',
    stored: [aReminder()],
    task: aState([['r1', later]]),
    changes: [['scheduled', 2, ['scheduled']]],
  },
  {
    name: 'one that moved to a time that has come',
    stored: [aReminder({ generation: 3 })],
    task: aState([['r1', past]]),
    changes: [['fired', 4, ['scheduled', 'due']]],
  },
  {
    name: 'one that is gone',
    stored: [aReminder()],
    task: aState([]),
    changes: [['cancelled', 1, ['cancelled']]],
  },
  { name: 'one that fired and is gone', stored: [fired], task: aState([]), changes: [] },
  { name: 'one that fired and stays', stored: [fired], task: aState([['r1', past]]), changes: [] },
  {
    name: 'one that fired, with a new title',
    stored: [fired],
    task: aState([['r1', past]], { title: 'Water the cactus' }),
    changes: [],
  },
  {
    name: 'one that fired and moved',
    stored: [fired],
    task: aState([['r1', later]]),
    changes: [['scheduled', 2, ['scheduled']]],
  },
  {
    name: 'one that was cancelled and is gone',
    stored: [aReminder({ status: 'cancelled' })],
    task: aState([]),
    changes: [],
  },
  {
    name: 'one that was cancelled and is back',
    stored: [aReminder({ status: 'cancelled' })],
    task: aState([['r1', soon]]),
    changes: [['scheduled', 2, ['scheduled']]],
  },
  {
    name: 'one that was cancelled and is back after its time',
    stored: [aReminder({ status: 'cancelled', dueAt: past })],
    task: aState([['r1', past]]),
    changes: [['fired', 2, ['scheduled', 'due']]],
  },
  {
    name: 'one with a new title',
    stored: [aReminder()],
    task: aState([['r1', soon]], { title: 'Water the cactus' }),
    changes: [['scheduled', 1, []]],
  },
  {
    name: 'one gone and one new',
    stored: [aReminder()],
    task: aState([['r2', soon]]),
    changes: [
      ['cancelled', 1, ['cancelled']],
      ['scheduled', 1, ['scheduled']],
    ],
  },
];

describe(planReminders.name, () => {
  it.each(rows)('handles $name', ({ stored, task, changes }) => {
    const planned = planReminders(task, stored, now);
    expect(planned.map(({ reminder, news }) => [reminder.status, reminder.generation, news])).toEqual(
      changes,
    );
  });

  it('takes over what the task says, under its version', () => {
    const state = aState([['r1', later]], { title: 'Water the cactus', version: 7 });
    const [change] = planReminders(state, [aReminder()], now);
    expect(change?.reminder).toMatchObject({
      title: 'Water the cactus',
      dueAt: later,
      taskVersion: 7,
      firedAt: null,
    });
  });
});
