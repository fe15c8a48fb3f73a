import type { Import } from '../api/transfer-api.js';

/** Whether anything still becomes of it. */
export function isOver({ status }: Import): boolean {
  return status === 'completed' || status === 'cancelled' || status === 'failed';
}

/** Where an import stands, in a sentence. */
export function standing(one: Import): string {
  const { rows, made, announced, problem } = one;
  switch (one.status) {
    case 'checking':
      return `Reading the file: ${count(rows.checked, 'row')} so far.`;
    case 'ready':
      return rows.tasks === 0 ? 'Nothing new is in this file.' : `${count(rows.tasks, 'task')} can be made.`;
    case 'running':
      return 'Making the tasks.';
    case 'finishing':
      return `${count(made, 'task')} made; ${announced} shown on your devices so far.`;
    case 'completed':
      return `${count(made, 'task')} made.`;
    case 'cancelled':
      return 'Cancelled. Nothing was made.';
    case 'failed':
      return `${problem?.detail ?? 'It could not be carried out.'} Nothing was made.`;
  }
}

/** What does not become a task, part by part. */
export function leftOut({ rows }: Import): string[] {
  return [
    rows.known > 0 ? `${count(rows.known, 'row')} imported before` : '',
    rows.skipped > 0 ? `${count(rows.skipped, 'row')} left out` : '',
    rows.refused > 0 ? `${count(rows.refused, 'row')} not understood` : '',
  ].filter((part) => part !== '');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
