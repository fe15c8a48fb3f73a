import type { Operation } from '../history/history.ts';
import type { Account, Checker } from './evidence.ts';

/** Every acknowledged write is there once, every refused one is not, and nothing is there that nobody wrote. */
export const writes: Checker = ({ history, accounts, poisoned }) =>
  accounts.flatMap((account) => {
    const operations = history.operations.filter(({ asked }) => asked.person === account.index);
    return [
      ...creations(account, operations, poisoned),
      ...messages(account, operations),
      ...phantoms(account, operations),
    ];
  });

function creations(
  account: Account,
  operations: readonly Operation[],
  poisoned: ReadonlySet<string>,
): string[] {
  const created = new Map<string, number>();
  for (const { id, type, data } of account.audit) {
    if (type !== 'parley.task.created.v1' || poisoned.has(id)) continue;
    const { task } = data as { task: { title: string; occurrenceKey?: string } };
    if (task.occurrenceKey === undefined) created.set(task.title, (created.get(task.title) ?? 0) + 1);
  }
  const there = new Set(account.tasks.map(({ id }) => id));
  const maybeDeleted = new Set(
    operations.filter((o) => o.asked.action === 'delete' && o.outcome !== 'fail').map((o) => o.asked.key),
  );
  return operations
    .filter(({ asked }) => (asked.action === 'create' || asked.action === 'say') && asked.rrule === undefined)
    .flatMap(({ asked, outcome, seen }) => {
      const count = created.get(asked.title ?? '') ?? 0;
      if (count > 1) return [`"${asked.title}" was created ${count} times`];
      if (outcome === 'fail' && count > 0) return [`"${asked.title}" was refused and is there`];
      if (outcome !== 'ok') return [];
      if (count === 0) return [`"${asked.title}" was acknowledged and its creation is not in the audit log`];
      const lost = seen && !there.has(seen.id) && !maybeDeleted.has(seen.id);
      return lost ? [`"${asked.title}" was acknowledged and is gone`] : [];
    });
}

function messages({ messages: there }: Account, operations: readonly Operation[]): string[] {
  const counts = new Map<string, number>();
  for (const { author, text } of there) if (author === 'user') counts.set(text, (counts.get(text) ?? 0) + 1);
  return operations
    .filter(({ asked }) => asked.action === 'say')
    .flatMap(({ asked, outcome }) => {
      const count = counts.get(asked.title ?? '') ?? 0;
      if (count > 1) return [`the message "${asked.title}" is there ${count} times`];
      if (outcome === 'ok' && count === 0)
        return [`the message "${asked.title}" was acknowledged and is gone`];
      if (outcome === 'fail' && count === 1) return [`the message "${asked.title}" was refused and is there`];
      return [];
    });
}

function phantoms({ tasks }: Account, operations: readonly Operation[]): string[] {
  const written = new Set(operations.filter((o) => o.outcome !== 'fail').map((o) => o.asked.title));
  return tasks.filter(({ title }) => !written.has(title)).map(({ title }) => `nobody wrote "${title}"`);
}
