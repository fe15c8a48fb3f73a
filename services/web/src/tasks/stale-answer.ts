import { ApiProblem } from '../api/problem.js';

const sentences: Readonly<Record<string, string>> = {
  'action.expired': 'That was too long ago to undo.',
  'action.already-undone': 'That is undone already.',
  'task.already-completed': 'Already done.',
  'task.completed': 'Already done.',
  'task.not-completed': 'Already open.',
  'task.already-open': 'Already open.',
};

/** A calm sentence for a button pressed on something that has moved on, or null when it is a real error. */
export function staleAnswer(error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return null;
  const known = sentences[error.code];
  if (known !== undefined) return known;
  if (error.status === 404 || error.status === 410) return 'This is not there any more.';
  if (error.status === 409) return error.detail;
  return null;
}
