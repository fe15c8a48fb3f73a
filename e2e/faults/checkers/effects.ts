import type { Account, Checker, Evidence } from './evidence.ts';

/** Every event took effect once with every consumer: an audit record, the next occurrence, a change for clients. */
export const effects: Checker = (evidence) =>
  evidence.accounts.flatMap((account) => [
    ...audited(account, evidence),
    ...occurrences(account),
    ...fed(account, evidence),
  ]);

/** The audit log has what was published, all of it, each once. */
function audited({ audit, workspaceId }: Account, { published, poisoned }: Evidence): string[] {
  const records = new Set<string>();
  const problems: string[] = [];
  for (const { id, type } of audit) {
    if (records.has(id)) problems.push(`${type} ${id} is in the audit log twice`);
    records.add(id);
  }
  const sent = new Set<string>();
  for (const { topic, event } of published) {
    if (topic.endsWith('-dlq') || event.id === undefined || poisoned.has(event.id)) continue;
    if (workspaceOf(event.data) !== workspaceId) continue;
    sent.add(event.id);
    if (!records.has(event.id)) problems.push(`${event.type} ${event.id} is not in the audit log`);
    records.add(event.id);
  }
  for (const { id, type } of audit)
    if (!sent.has(id) && !poisoned.has(id)) problems.push(`${type} ${id} was recorded and not published`);
  return problems;
}

/** A series goes on: one task per occurrence, and one of them open. */
function occurrences({ tasks }: Account): string[] {
  const bySeries = Map.groupBy(
    tasks.filter(({ series }) => series !== null),
    ({ series }) => series?.id,
  );
  return [...bySeries].flatMap(([id, found]) => {
    const keys = found.map(({ occurrenceKey }) => occurrenceKey);
    if (new Set(keys).size < keys.length) return [`series ${id} has an occurrence twice: ${keys.join(', ')}`];
    if (!found.some(({ status }) => status === 'open'))
      return [`series ${id} stopped: nothing of it is open`];
    return [];
  });
}

/** Every version of every task was published for the consumers, and the newest is what clients last heard. */
function fed({ tasks, changes }: Account, { published }: Evidence): string[] {
  const versions = new Map<string, Set<number>>();
  for (const { topic, event } of published) {
    if (topic !== 'task-events') continue;
    const { task } = (event.data ?? {}) as { task?: { taskId: string; version: number } };
    if (task) versions.set(task.taskId, (versions.get(task.taskId) ?? new Set()).add(task.version));
  }
  const heard = new Map<string, number>();
  for (const { task } of changes) if (task) heard.set(task.id, task.version);
  return tasks.flatMap(({ id, version, title }) => {
    const seen = versions.get(id) ?? new Set();
    const missing = Array.from({ length: version }, (_, i) => i + 1).filter((v) => !seen.has(v));
    return [
      ...(missing.length > 0 ? [`"${title}": no event was published for version ${missing.join(', ')}`] : []),
      ...(heard.get(id) === version
        ? []
        : [`"${title}" has version ${version}, clients heard of ${heard.get(id)} last`]),
    ];
  });
}

function workspaceOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { workspaceId, task } = data as { workspaceId?: string; task?: { workspaceId?: string } };
  return workspaceId ?? task?.workspaceId;
}
