import type { Task } from '../api/types.js';
import { civil, daysBetween } from '../time/civil.js';

export interface DueGroup {
  readonly label: string;
  readonly tasks: readonly Task[];
}

const labels = ['Overdue', 'Today', 'Tomorrow', 'Next 7 days', 'Later', 'No date'] as const;
type Label = (typeof labels)[number];

/** Sorts tasks under the headings people plan by, keeping their order; empty headings are left out. */
export function dueGroups(tasks: readonly Task[], now: Date, zone: string): readonly DueGroup[] {
  const groups = new Map<Label, Task[]>(labels.map((label) => [label, []]));
  for (const task of tasks) groups.get(labelOf(task, now, zone))?.push(task);
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([label, members]) => ({ label, tasks: members }));
}

function labelOf(task: Task, now: Date, zone: string): Label {
  const { due } = task;
  if (due === null) return 'No date';
  const today = civil(now, zone).day;
  const day = due.kind === 'date' ? due.date : civil(new Date(due.at), zone).day;
  const distance = daysBetween(today, day);
  const missed = due.kind === 'date' ? distance < 0 : Date.parse(due.at) < now.getTime();
  if (missed && task.status === 'open') return 'Overdue';
  if (distance <= 0) return 'Today';
  if (distance === 1) return 'Tomorrow';
  return distance <= 7 ? 'Next 7 days' : 'Later';
}
