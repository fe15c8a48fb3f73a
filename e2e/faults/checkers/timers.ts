import type { Account, Checker, Evidence } from './evidence.ts';

/** A reminder fires once, never early, and none is forgotten. */
export const timers: Checker = (evidence) =>
  evidence.accounts.flatMap((account) => [
    ...stale(account, evidence),
    ...once(account, evidence),
    ...early(account, evidence),
    ...forgotten(account, evidence),
  ]);

/** Milliseconds between due and written into the conversation, of every reminder that fired. */
export function lateness({ accounts }: Evidence): number[] {
  return accounts.flatMap(({ messages }) =>
    messages.flatMap(({ blocks, createdAt }) =>
      blocks.flatMap((block) =>
        block.type === 'reminder' ? [Date.parse(createdAt) - Date.parse(block.dueAt)] : [],
      ),
    ),
  );
}

/**
 * As many messages as the reminder was due: once, or once more each time its task was opened again in time. Nothing is
 * said of a task that was done or removed while its reminder was on the way.
 */
function once({ reminders, messages }: Account, { published, history }: Evidence): string[] {
  const said = new Map<string, number>();
  for (const { blocks } of messages)
    for (const block of blocks)
      if (block.type === 'reminder') said.set(block.reminderId, (said.get(block.reminderId) ?? 0) + 1);
  const due = new Map<string, Set<string>>();
  for (const { event } of published) {
    if (event.type !== 'parley.reminder.due.v1' || event.id === undefined) continue;
    const { reminderId } = event.data as { reminderId: string };
    due.set(reminderId, (due.get(reminderId) ?? new Set()).add(event.id));
  }
  const silenced = finished(history);
  return reminders.flatMap(({ id, taskId, state }) => {
    const messagesOf = said.get(id) ?? 0;
    const times = due.get(id)?.size ?? 0;
    if (messagesOf > times || (messagesOf < times && !silenced.has(taskId)))
      return [`reminder ${id} was due ${times} times and said ${messagesOf} times`];
    return state === 'fired' && times === 0 ? [`reminder ${id} fired and nobody was told`] : [];
  });
}

/** Tasks that were, or may have been, completed or deleted. */
function finished({ operations }: Evidence['history']): Set<string> {
  return new Set(
    operations
      .filter(({ asked, outcome }) => outcome !== 'fail' && ['complete', 'delete'].includes(asked.action))
      .map(({ asked }) => asked.key),
  );
}

/** How long news of a change may take to get to where reminders are kept. */
const NEWS_MS = 3_000;

/** While all is well, nothing reminds at a time from which the reminder was moved, or of what is done, well before. */
function stale({ reminders }: Account, { calm, published, history }: Evidence): string[] {
  if (!calm) return [];
  const changes = Map.groupBy(
    history.operations.filter(
      ({ asked, outcome }) =>
        outcome === 'ok' &&
        (asked.reminders !== undefined || ['complete', 'delete', 'reopen'].includes(asked.action)),
    ),
    ({ asked }) => asked.key,
  );
  const tasks = new Set(reminders.map(({ taskId }) => taskId));
  return published.flatMap(({ event }) => {
    if (event.type !== 'parley.reminder.due.v1') return [];
    const { taskId, dueAt } = event.data as { taskId: string; dueAt: string };
    const last = (changes.get(taskId) ?? []).findLast(
      ({ completedAt }) => completedAt + NEWS_MS < Date.parse(dueAt),
    );
    if (!tasks.has(taskId) || !last || last.asked.action === 'reopen') return [];
    const still = last.asked.reminders?.some(({ at }) => at === dueAt) ?? false;
    return still
      ? []
      : [`task ${taskId} reminded at ${dueAt} after its last ${last.asked.action} said otherwise`];
  });
}

/** By the clock of the database, of the service that says it, and of this harness. */
function early({ reminders, messages }: Account, { published }: Evidence): string[] {
  const own = new Set(reminders.map(({ id }) => id));
  return [
    ...published.flatMap(({ event, receivedAt }) => {
      if (event.type !== 'parley.reminder.due.v1') return [];
      const { reminderId, dueAt } = event.data as { reminderId: string; dueAt: string };
      return own.has(reminderId) && receivedAt < Date.parse(dueAt)
        ? [`reminder ${reminderId} was published ${Date.parse(dueAt) - receivedAt} ms before ${dueAt}`]
        : [];
    }),
    ...reminders
      .filter(({ firedAt, dueAt }) => firedAt !== null && firedAt < dueAt)
      .map(({ id, firedAt, dueAt }) => `reminder ${id} fired at ${firedAt}, before ${dueAt}`),
    ...messages.flatMap(({ blocks, createdAt }) =>
      blocks.flatMap((block) =>
        block.type === 'reminder' && createdAt < block.dueAt
          ? [`reminder ${block.reminderId} was said at ${createdAt}, before ${block.dueAt}`]
          : [],
      ),
    ),
  ];
}

function forgotten({ index, reminders }: Account, { history }: Evidence): string[] {
  const now = new Date().toISOString();
  const of = Map.groupBy(reminders, ({ taskId }) => taskId);
  // Moved after its time, a reminder comes once more.
  const moved = history.operations
    .filter(({ asked }) => asked.reminders !== undefined)
    .map(({ asked }) => asked.key);
  const touched = new Set([...finished(history), ...moved]);
  return [
    ...reminders
      .filter(({ state, dueAt }) => state === 'scheduled' && dueAt < now)
      .map(({ id, dueAt }) => `reminder ${id} was due at ${dueAt} and has not fired`),
    ...history.operations
      .filter(({ asked, outcome }) => asked.person === index && asked.dueAt !== undefined && outcome === 'ok')
      .flatMap(({ asked, seen }) => {
        if (!seen || touched.has(seen.id)) return [];
        const fired = (of.get(seen.id) ?? []).filter(({ state }) => state === 'fired').length;
        return fired === 1
          ? []
          : [`"${asked.title}" was to remind at ${asked.dueAt} and did so ${fired} times`];
      }),
  ];
}
