import type { Intent } from './result.js';

type Kind = Intent['kind'];

/** Commands: text → intent and members it must have. */
export const intentCases: readonly (readonly [
  text: string,
  kind: Kind,
  members: Readonly<Record<string, unknown>>,
])[] = [
  ['done 2', 'complete', { refs: [{ kind: 'index', n: 2 }] }],
  ['done #17', 'complete', { refs: [{ kind: 'number', n: 17 }] }],
  ['done milk', 'complete', { refs: [{ kind: 'text', text: 'milk' }] }],
  ['done', 'complete', { refs: [{ kind: 'last' }] }],
  ['I finished it', 'complete', { refs: [{ kind: 'last' }] }],
  [
    'finish #17 and #18',
    'complete',
    {
      refs: [
        { kind: 'number', n: 17 },
        { kind: 'number', n: 18 },
      ],
    },
  ],
  ['done 1, 2 and 4', 'complete', { refs: [1, 2, 4].map((n) => ({ kind: 'index', n })) }],
  ['done 1-3', 'complete', { refs: [1, 2, 3].map((n) => ({ kind: 'index', n })) }],
  ['complete "buy milk"', 'complete', { refs: [{ kind: 'quoted', text: 'buy milk' }] }],
  ['mark 2 as done', 'complete', { refs: [{ kind: 'index', n: 2 }] }],
  ['2 is done', 'complete', { refs: [{ kind: 'index', n: 2 }] }],
  ['check off the last one', 'complete', { refs: [{ kind: 'last' }] }],
  ['DONE 2!', 'complete', { refs: [{ kind: 'index', n: 2 }] }],
  ['/done 2', 'complete', { refs: [{ kind: 'index', n: 2 }] }],
  ['reopen 3', 'reopen', { refs: [{ kind: 'index', n: 3 }] }],
  ['mark #3 as not done', 'reopen', { refs: [{ kind: 'number', n: 3 }] }],
  ['delete #5', 'delete', { refs: [{ kind: 'number', n: 5 }] }],
  ['delete', 'delete', { refs: [], problems: [expect.objectContaining({ code: 'ref.missing' })] }],
  ['move #2 to friday', 'reschedule', { to: { kind: 'date', date: '2026-11-27' } }],
  [
    'move 2 friday',
    'reschedule',
    { refs: [{ kind: 'index', n: 2 }], to: { kind: 'date', date: '2026-11-27' } },
  ],
  ['push it by 2 days', 'reschedule', { refs: [{ kind: 'last' }], by: { days: 2, minutes: 0 } }],
  ['postpone 2 by 1 hour', 'reschedule', { refs: [{ kind: 'index', n: 2 }], by: { days: 0, minutes: 60 } }],
  ['postpone #2', 'reschedule', { problems: [expect.objectContaining({ code: 'when.missing' })] }],
  [
    'reschedule milk to tomorrow 5pm',
    'reschedule',
    { refs: [{ kind: 'text', text: 'milk' }], otherwise: expect.objectContaining({ kind: 'create' }) },
  ],
  ['snooze', 'snooze', { refs: [], minutes: 20 }],
  ['snooze 1h', 'snooze', { refs: [], minutes: 60 }],
  ['snooze for 2 days', 'snooze', { minutes: 2_880 }],
  ['snooze #3 for 2 hours', 'snooze', { refs: [{ kind: 'number', n: 3 }], minutes: 120 }],
  [
    'snooze until tomorrow morning',
    'snooze',
    { until: { kind: 'datetime', civil: '2026-11-22T09:00', zone: 'America/New_York' } },
  ],
  [
    'snooze it until 5pm',
    'snooze',
    {
      refs: [{ kind: 'last' }],
      until: { kind: 'datetime', civil: '2026-11-21T17:00', zone: 'America/New_York' },
    },
  ],
  ['/snooze 1h', 'snooze', { minutes: 60 }],
  [
    'remind me 10 minutes before',
    'remind',
    { refs: [{ kind: 'last' }], reminders: [{ kind: 'offset', minutes: 10 }] },
  ],
  [
    'remind me 1 hour before #3',
    'remind',
    { refs: [{ kind: 'number', n: 3 }], reminders: [{ kind: 'offset', minutes: 60 }] },
  ],
  [
    'remind me of #3 at 5pm',
    'remind',
    { reminders: [{ kind: 'absolute', instant: '2026-11-21T22:00:00.000Z' }] },
  ],
  [
    'remind me tomorrow',
    'remind',
    { reminders: [{ kind: 'absolute', instant: '2026-11-22T14:00:00.000Z' }] },
  ],
  ['show', 'list', { source: '' }],
  ['show #home', 'list', { source: '#home' }],
  ['show me my tasks', 'list', { source: '' }],
  ["what's due today?", 'list', { source: 'due:today' }],
  ['what is overdue', 'list', { source: 'due:overdue' }],
  ['list overdue', 'list', { source: 'due:overdue' }],
  ['list overdue #home', 'list', { source: 'due:overdue #home' }],
  ['show tasks for friday', 'list', { source: 'due:2026-11-27' }],
  ['my tasks', 'list', { source: '' }],
  ['list +groceries', 'list', { source: '+groceries' }],
  ['list is:done sort:-due', 'list', { source: 'is:done sort:-due' }],
  ['today', 'list', { source: 'due:today' }],
  ['/list overdue', 'list', { source: 'due:overdue' }],
  ['find milk', 'search', { source: 'milk' }],
  ['search milk', 'search', { source: 'milk' }],
  ['search for "oat milk" #home', 'search', { source: '"oat milk" #home' }],
  ['undo', 'undo', {}],
  ['Undo that.', 'undo', {}],
  ['/undo', 'undo', {}],
  ['help', 'help', {}],
  ['?', 'help', {}],
  ['/help', 'help', {}],
  ['thanks!', 'unknown', { reason: 'smalltalk' }],
  ['  \u200b ', 'unknown', { reason: 'empty' }],
  [
    '/dine 2',
    'unknown',
    {
      problems: [
        expect.objectContaining({
          code: 'command.unknown',
          message: expect.stringContaining('/done') as unknown,
        }),
      ],
    },
  ],
  [
    'complete all overdue',
    'complete',
    {
      refs: [
        {
          kind: 'all',
          filter: expect.objectContaining({
            where: expect.objectContaining({ kind: 'overdue' }) as unknown,
          }) as unknown,
        },
      ],
    },
  ],
];

/** Sentences that begin with the verb of a command and are new tasks. */
export const newTasks: readonly (readonly [text: string, title: string])[] = [
  ['finish report tomorrow', 'finish report'],
  ['close the account on friday', 'close the account'],
  ['cancel gym membership next friday', 'cancel gym membership'],
  ['find a plumber tomorrow', 'find a plumber'],
  ['show Tim the garden', 'show Tim the garden'],
  ['list groceries for mom', 'list groceries for mom'],
  ['move the couch', 'move the couch'],
  ['move the couch tomorrow', 'move the couch'],
  ['my passport renewal', 'my passport renewal'],
  ['help Ana move', 'help Ana move'],
  ['donesville trip', 'donesville trip'],
  ['add milk', 'milk'],
  ['todo: wash car', 'wash car'],
  ["don't forget to wash the car", 'wash the car'],
  ['create monthly report', 'monthly report'],
  ['task force meeting', 'task force meeting'],
  ['remind me to buy milk', 'buy milk'],
  ['/add done deal', 'done deal'],
];
