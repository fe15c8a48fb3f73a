import { createHash, timingSafeEqual } from 'node:crypto';

const MIN_LENGTH = 32;

/** The secret that whoever runs the system shows; while it is rotated there are two. */
export class OperatorToken {
  private readonly expected: readonly Buffer[];

  /** @throws Error when one is short enough to be guessed */
  constructor(...secrets: readonly string[]) {
    if (secrets.some(({ length }) => length < MIN_LENGTH)) {
      throw new Error(`The secret "audit-operator" is shorter than ${MIN_LENGTH} characters.`);
    }
    this.expected = secrets.map(digest);
  }

  /** Takes the same time whatever was sent. */
  matches(token: string): boolean {
    const shown = digest(token);
    return this.expected.some((expected) => timingSafeEqual(shown, expected));
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
