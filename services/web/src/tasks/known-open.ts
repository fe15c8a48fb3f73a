import type { Task } from '../api/types.js';

/** Ids of the open tasks among these, the ones due first in front, the ones without a date last. */
export function knownOpen(tasks: Readonly<Record<string, Task>>): readonly string[] {
  return Object.values(tasks)
    .filter((task) => task.status === 'open')
    .sort((a, b) => dueKey(a).localeCompare(dueKey(b)) || a.number - b.number)
    .map((task) => task.id);
}

function dueKey({ due }: Task): string {
  if (due === null) return '9999'; // behind every year
  return due.kind === 'date' ? due.date : due.local;
}
