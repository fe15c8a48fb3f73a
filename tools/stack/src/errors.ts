/** Something the person in front of the terminal can put right; `message` says what, `hint` says how. */
export class StackError extends Error {
  readonly hint: string;

  constructor(message: string, hint = '') {
    super(hint === '' ? message : `${message}\n${hint}`);
    this.name = 'StackError';
    this.hint = hint;
  }
}

/** @returns the message of anything that was thrown */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
