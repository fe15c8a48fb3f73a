import { createHash, timingSafeEqual } from 'node:crypto';

const MIN_LENGTH = 32;

/** The secret that whoever runs the system shows. */
export class OperatorToken {
  private readonly expected: Buffer;

  /** @throws Error when it is short enough to be guessed */
  constructor(secret: string) {
    if (secret.length < MIN_LENGTH) {
      throw new Error(`The secret "audit-operator" is shorter than ${MIN_LENGTH} characters.`);
    }
    this.expected = digest(secret);
  }

  /** Takes the same time whatever was sent. */
  matches(token: string): boolean {
    return timingSafeEqual(digest(token), this.expected);
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
