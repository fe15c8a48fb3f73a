import type { History, Operation, Asked, Outcome, SeenTask } from '../history/history.ts';
import type { Account, Evidence } from './evidence.ts';
import { checkers } from './index.ts';

const TASK = '0190c3a5-0000-7000-8000-000000000001';
const REMINDER = '0190c3a5-0000-7000-8000-000000000002';
const DUE = '2026-11-21T12:00:00.000Z';

const seen = (version: number, title: string, status: 'open' | 'completed' = 'open'): SeenTask => ({
  ...{ id: TASK, version, title, status },
});

function operation(
  asked: Partial<Asked>,
  outcome: Outcome,
  at: number,
  more: Partial<Operation> = {},
): Operation {
  return {
    asked: { action: 'read', person: 0, key: TASK, ...asked },
    ...{ process: 1, invokedAt: at, completedAt: outcome === 'info' ? Infinity : at + 1, outcome },
    ...{ attempts: 1, failures: [], answer: outcome === 'ok' ? 200 : 412, ...more },
  };
}

const snapshot = (version: number, title: string) => ({
  ...{ taskId: TASK, workspaceId: 'w', userId: 'u', version, title },
});
const eventOf = (id: string, version: number, title: string) => ({
  ...{ topic: 'task-events', key: TASK, receivedAt: 0 },
  event: {
    id,
    type: version === 1 ? 'parley.task.created.v1' : 'parley.task.updated.v1',
    data: { task: snapshot(version, title) },
  },
});
const dueEvent = {
  ...{ topic: 'reminders', key: TASK, receivedAt: Date.parse(DUE) },
  event: {
    ...{ id: 'e3', type: 'parley.reminder.due.v1' },
    data: { reminderId: REMINDER, taskId: TASK, workspaceId: 'w', dueAt: DUE },
  },
};
const task = { id: TASK, version: 2, title: 'b', status: 'open', series: null, occurrenceKey: null };
const changes = [
  { seq: 1, type: 'task.changed', task: { ...task, version: 1, title: 'a' } },
  { seq: 2, type: 'task.changed', task },
];

/** One task, created and edited, that reminded once; everything as it must be. */
const sound = {
  history: {
    operations: [
      operation({ action: 'create', key: 'a', title: 'a' }, 'ok', 0, { answer: 201, seen: seen(1, 'a') }),
      operation({ action: 'edit', title: 'b', ifVersion: 1 }, 'ok', 2, { seen: seen(2, 'b') }),
      operation({ action: 'edit', title: 'c', ifVersion: 1 }, 'fail', 4),
      operation({}, 'ok', 6, { seen: seen(2, 'b') }),
    ],
  } as unknown as History,
  accounts: [
    {
      ...{ index: 0, workspaceId: 'w', tasks: [task], changes, followers: [changes], chain: { valid: true } },
      messages: [
        {
          ...{ seq: 1, author: 'parley', text: 'b', createdAt: '2026-11-21T12:00:00.100Z' },
          blocks: [{ type: 'reminder', taskId: TASK, reminderId: REMINDER, dueAt: DUE, late: false }],
        },
      ],
      audit: [
        ...[1, 2].map((n) => ({
          ...{ seq: n, id: `e${n}`, subject: TASK },
          type: n === 1 ? 'parley.task.created.v1' : 'parley.task.updated.v1',
          data: { task: snapshot(n, n === 1 ? 'a' : 'b') },
        })),
        { seq: 3, id: 'e3', type: 'parley.reminder.due.v1', subject: TASK, data: {} },
      ],
      reminders: [
        { id: REMINDER, taskId: TASK, dueAt: DUE, state: 'fired', firedAt: '2026-11-21T12:00:00.050Z' },
      ],
    },
  ] as unknown as Account[],
  published: [eventOf('e1', 1, 'a'), eventOf('e2', 2, 'b'), dueEvent],
  ...{ unpublished: 0, lag: {}, calm: true, poisoned: new Set<string>() },
} satisfies Evidence;

const account = sound.accounts[0] as Account;
const withAccount = (members: Partial<Account>): Evidence => ({
  ...sound,
  accounts: [{ ...account, ...members }],
});
const withOperations = (...operations: Operation[]): Evidence => ({
  ...sound,
  history: { operations: [...sound.history.operations, ...operations] } as unknown as History,
});
const [message] = account.messages;
const [reminder] = account.reminders;

it.each(Object.keys(checkers))('%s finds nothing where all is well', async (name) => {
  expect(await checkers[name]?.(sound)).toEqual([]);
});

it.each<[string, string, Evidence]>([
  ['writes', 'an acknowledged task that is gone', withAccount({ tasks: [] })],
  ['writes', 'an acknowledged task that was never created', withAccount({ audit: account.audit.slice(1) })],
  [
    'writes',
    'a task that was created twice',
    withAccount({ audit: [...account.audit, { ...(account.audit[0] as object), id: 'e9' } as never] }),
  ],
  ['writes', 'a title that nobody wrote', withAccount({ tasks: [{ ...task, title: 'x' } as never] })],
  ['writes', 'a refused edit that took effect', withAccount({ tasks: [{ ...task, title: 'c' } as never] })],
  [
    'writes',
    'an acknowledged message that is gone',
    withOperations(operation({ action: 'say', key: 'm', title: 'm' }, 'ok', 9)),
  ],
  ['effects', 'an event without audit record', withAccount({ audit: account.audit.slice(0, 2) })],
  [
    'effects',
    'an audit record that is there twice',
    withAccount({ audit: [...account.audit, ...account.audit] }),
  ],
  ['effects', 'an audit record of nothing', { ...sound, published: sound.published.slice(0, 2) }],
  ['effects', 'a version that no event told of', { ...sound, published: sound.published.slice(1) }],
  ['effects', 'a change that clients did not hear of', withAccount({ changes: account.changes.slice(0, 1) })],
  [
    'effects',
    'an occurrence that is there twice',
    withAccount({ tasks: [1, 2].map(() => ({ ...task, series: { id: 's' }, occurrenceKey: 'k' }) as never) }),
  ],
  [
    'effects',
    'a series that stopped',
    withAccount({
      tasks: [{ ...task, series: { id: 's' }, occurrenceKey: 'k', status: 'completed' } as never],
    }),
  ],
  ['order', 'events in the wrong order', { ...sound, published: sound.published.toReversed() }],
  ['order', 'a gap in the feed', withAccount({ changes: account.changes.slice(1) })],
  [
    'order',
    'a feed that goes back',
    withAccount({ changes: [{ ...changes[1], seq: 1 } as never, { ...changes[0], seq: 2 } as never] }),
  ],
  ['order', 'two messages with one number', withAccount({ messages: [message, message] as never })],
  ['timers', 'a reminder that was said twice', withAccount({ messages: [message, message] as never })],
  ['timers', 'a reminder that nobody heard of', withAccount({ messages: [] })],
  [
    'timers',
    'a reminder that was said early',
    withAccount({ messages: [{ ...message, createdAt: '2026-11-21T11:59:59.999Z' } as never] }),
  ],
  [
    'timers',
    'a reminder that was published early',
    {
      ...sound,
      published: [...sound.published.slice(0, 2), { ...dueEvent, receivedAt: Date.parse(DUE) - 1 }],
    },
  ],
  [
    'timers',
    'a reminder that fired early',
    withAccount({ reminders: [{ ...reminder, firedAt: '2026-11-21T11:59:59.999Z' } as never] }),
  ],
  [
    'timers',
    'a reminder that is overdue',
    withAccount({ reminders: [{ ...reminder, state: 'scheduled', firedAt: null } as never] }),
  ],
  [
    'timers',
    'a reminder of what was done long before',
    withOperations(operation({ action: 'complete' }, 'ok', Date.parse(DUE) - 60_000)),
  ],
  [
    'timers',
    'a reminder at a time from which it was moved',
    withOperations(
      operation(
        { action: 'edit', reminders: [{ at: '2026-11-21T13:00:00.000Z' }] },
        'ok',
        Date.parse(DUE) - 60_000,
        { seen: seen(3, 'b') },
      ),
    ),
  ],
  [
    'timers',
    'a reminder that was never made',
    withOperations(
      operation({ action: 'create', key: 'r', title: 'r', dueAt: DUE }, 'ok', 9, {
        seen: { ...seen(1, 'r'), id: 'r' },
      }),
    ),
  ],
  ['audit', 'a broken chain', withAccount({ chain: { valid: false, reason: 'altered' } })],
  ['conservation', 'an event that waits in an outbox', { ...sound, unpublished: 1 }],
  ['conservation', 'a consumer that is behind', { ...sound, lag: { 'audit/task-events': 2 } }],
  [
    'conservation',
    'a dead letter that nobody meant',
    { ...sound, published: [...sound.published, { ...eventOf('e2', 2, 'b'), topic: 'task-events-dlq' }] },
  ],
  ['convergence', 'a client that misses a change', withAccount({ followers: [account.changes.slice(1)] })],
  [
    'linearizable',
    'two edits of one version',
    withOperations(operation({ action: 'edit', title: 'd', ifVersion: 1 }, 'ok', 9, { seen: seen(2, 'd') })),
  ],
  ['linearizable', 'a read of the past', withOperations(operation({}, 'ok', 9, { seen: seen(1, 'a') }))],
])('%s finds %s', async (name, _, evidence) => {
  expect(await checkers[name]?.(evidence)).not.toEqual([]);
});

it('takes what nobody knows for either', async () => {
  const unknown = operation({ action: 'edit', title: 'd', ifVersion: 2 }, 'info', 9);
  const read = (version: number, title: string) => operation({}, 'ok', 20, { seen: seen(version, title) });
  expect(await checkers['linearizable']?.(withOperations(unknown, read(2, 'b')))).toEqual([]);
  expect(await checkers['linearizable']?.(withOperations(unknown, read(3, 'd')))).toEqual([]);
});
