import type { Account, Checker, Evidence } from './evidence.ts';

/** Order is the database's: per task on the topic, per person in the feed, per conversation in the messages. */
export const order: Checker = (evidence) => [
  ...published(evidence),
  ...evidence.accounts.flatMap((account) => [
    ...numbered(
      'change',
      account.changes.map(({ seq }) => seq),
    ),
    ...numbered(
      'message',
      account.messages.map(({ seq }) => seq),
    ),
    ...backwards(account),
  ]),
];

/** First deliveries of a task's events come in the order of its versions; repetitions may come later. */
function published({ published: all, poisoned }: Evidence): string[] {
  const newest = new Map<string, number>();
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { topic, event } of all) {
    if (topic !== 'task-events' || event.id === undefined || seen.has(event.id) || poisoned.has(event.id))
      continue;
    seen.add(event.id);
    const { task } = (event.data ?? {}) as { task?: { taskId: string; version: number } };
    if (!task) continue;
    const before = newest.get(task.taskId) ?? 0;
    if (task.version <= before)
      problems.push(`version ${task.version} of task ${task.taskId} was published after version ${before}`);
    newest.set(task.taskId, Math.max(before, task.version));
  }
  return problems;
}

function numbered(what: string, seqs: readonly number[]): string[] {
  const at = seqs.findIndex((seq, i) => seq !== i + 1);
  return at < 0 ? [] : [`${what} ${at + 1} has the number ${seqs[at]}`];
}

function backwards({ changes }: Account): string[] {
  const newest = new Map<string, number>();
  return changes.flatMap(({ seq, task }) => {
    if (!task) return [];
    const before = newest.get(task.id) ?? 0;
    newest.set(task.id, task.version);
    return task.version < before
      ? [`change ${seq} shows version ${task.version} of "${task.title}" after version ${before}`]
      : [];
  });
}
