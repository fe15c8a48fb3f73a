/** One change of the compiled code of the product. */
interface Edit {
  /** End of the file's path. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A bug that a checker must find. */
export interface Plant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Guards in the database that would hide it. */
  readonly sql?: readonly { readonly database: string; readonly statement: string }[];
  /** The fault under which it shows. */
  readonly fault: string;
  /** The checker that must find it; others may too. */
  readonly checker: string;
}

const INBOX = 'outbox/dist/inbox.js';
const RELAY = 'outbox/dist/relay.js';
const DISPATCHER = 'dapr/dist/server/dispatcher.js';
const OCCURRENCES = 'series/application/series-occurrences.js';

/** For each guarantee, code that breaks it. */
export const plants: readonly Plant[] = [
  {
    name: 'inbox-off',
    edits: [
      { file: INBOX, from: 'if (added === 0)', to: 'if (false)' },
      { file: INBOX, from: 'new Set(rows.map((row) => row.event_id))', to: 'new Set(eventIds)' },
    ],
    fault: 'M1',
    checker: 'timers',
  },
  {
    name: 'acknowledged-before-commit',
    edits: [
      {
        file: DISPATCHER,
        from: 'await inSpan(span, () => run(handler, payload, new DaprContext({ headers, event })));',
        to: 'void inSpan(span, () => run(handler, payload, new DaprContext({ headers, event }))).catch(() => undefined);',
      },
      {
        file: DISPATCHER,
        from: 'await this.inTraces(type, topic, ofType, () => run(handler, delivered, context));',
        to: 'void this.inTraces(type, topic, ofType, () => run(handler, delivered, context)).catch(() => undefined);',
      },
    ],
    fault: 'K5',
    checker: 'timers',
  },
  {
    name: 'exception-swallowed',
    edits: [
      {
        file: DISPATCHER,
        from: 'const outcome = outcomeOf(error);',
        to: "const outcome = 'SUCCESS';",
      },
    ],
    fault: 'K5',
    checker: 'effects',
  },
  {
    name: 'relay-backwards',
    edits: [
      {
        file: RELAY,
        from: 'Number(one.position - other.position)',
        to: 'Number(other.position - one.position)',
      },
    ],
    fault: 'K3',
    checker: 'order',
  },
  {
    name: 'relay-does-not-wait',
    edits: [
      {
        file: RELAY,
        from: 'await this.publish(inOrder);',
        to: 'void this.publish(inOrder).catch(() => undefined);',
      },
    ],
    fault: 'K3',
    checker: 'effects',
  },
  {
    name: 'relay-leaves-some',
    edits: [{ file: RELAY, from: 'FROM outbox ORDER', to: 'FROM outbox WHERE position % 50 <> 0 ORDER' }],
    fault: 'C0',
    checker: 'conservation',
  },
  {
    name: 'occurrence-key-not-unique',
    edits: [
      { file: OCCURRENCES, from: 'if (existing && !existing.deletedAt)', to: 'if (false)' },
      { file: OCCURRENCES, from: '>= openAtOnce(series)', to: '>= 1000' },
      { file: OCCURRENCES, from: 'id: occurrenceId(series.id, key)', to: 'id: crypto.randomUUID()' },
      { file: OCCURRENCES, from: 'existing?.number ?? ', to: '' },
      { file: OCCURRENCES, from: 'if (!existing) {', to: 'if (true) {' },
    ],
    sql: [{ database: 'chat_api', statement: 'DROP INDEX tasks_series_id_occurrence_key_key' }],
    fault: 'M1',
    checker: 'effects',
  },
  {
    name: 'reminder-without-status-check',
    edits: [
      {
        file: 'reminders/domain/alarm.js',
        from: "if (reminder?.status !== 'scheduled')",
        to: 'if (reminder === undefined)',
      },
      { file: 'reminders/adapters/dapr-alarms.js', from: 'await this.jobs.delete(', to: 'void (' },
    ],
    fault: 'C0',
    checker: 'timers',
  },
  {
    name: 'audit-row-edited',
    edits: [],
    sql: [],
    fault: 'audit-edit',
    checker: 'audit',
  },
  {
    name: 'idempotency-off',
    edits: [{ file: 'tasks/application/idempotency.js', from: 'if (key === undefined)', to: 'if (true)' }],
    fault: 'lost-answers',
    checker: 'writes',
  },
  {
    name: 'version-not-compared',
    edits: [
      {
        file: 'tasks/application/change-task.js',
        from: 'if (version !== undefined && version !== task.version)',
        to: 'if (false)',
      },
    ],
    fault: 'C0',
    checker: 'linearizable',
  },
  {
    name: 'push-differs-from-feed',
    edits: [
      {
        file: 'feed/feed.controller.js',
        from: '{ ...body, seq, type: change }',
        to: '{ ...body, seq, type: change, stale: true }',
      },
    ],
    fault: 'C0',
    checker: 'convergence',
  },
];
