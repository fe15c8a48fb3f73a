import { DomainError, type ErrorKind, type FieldError } from '@parley/kernel';

/** A string that JSON can carry and PostgreSQL cannot store; `errors` names each. */
export class MalformedTextError extends DomainError {
  readonly code = 'input.malformed-text';
  readonly kind: ErrorKind = 'malformed';

  constructor(override readonly fields: readonly FieldError[]) {
    super('The input contains text that cannot be stored: a NUL character, or half of a surrogate pair.');
  }
}

/** As many as are named; a hostile body may hold thousands. */
const MAX_NAMED = 20;

/**
 * Refuses strings with NUL characters or halves of surrogate pairs, at any depth and in names of members too.
 * @param pointer to the value
 * @throws MalformedTextError
 */
export function assertStorableText(value: unknown, pointer = ''): void {
  const fields: FieldError[] = [];
  // No recursion: a body may be nested deeper than the stack.
  const open: [unknown, string][] = [[value, pointer]];
  for (let next = open.pop(); next && fields.length < MAX_NAMED; next = open.pop()) {
    const [current, at] = next;
    if (typeof current === 'string') {
      if (!isStorable(current)) fields.push({ pointer: at, detail: reasonFor(at) });
    } else if (typeof current === 'object' && current !== null) {
      for (const [name, member] of Object.entries(current).reverse()) {
        const below = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        open.push([member, below]);
        if (!isStorable(name)) open.push([name, below]);
      }
    }
  }
  if (fields.length > 0) throw new MalformedTextError(fields);
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function reasonFor(pointer: string): string {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1) || 'the value';
  return `${name} must contain no NUL character and no half of a surrogate pair`;
}
