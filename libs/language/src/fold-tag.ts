import { DomainError } from '@parley/kernel';

/** The text cannot be a tag. */
export class InvalidTagError extends DomainError {
  readonly code = 'tag.invalid';
  readonly kind = 'invalid';

  constructor() {
    super('A tag has 1 to 50 letters, digits, blanks or _ - / characters.');
  }
}

export const MAX_TAG_LENGTH = 50;
export const MAX_TAGS = 5;

const ALLOWED =
  /^[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\u200d_/-]+(?: [\p{L}\p{M}\p{N}\p{Extended_Pictographic}\u200d_/-]+)*$/u;

/**
 * The form under which a tag is stored and compared: NFKC, lower case, single blanks, no leading `#`.
 * Length counts code points.
 * @throws {InvalidTagError}
 */
export function foldTag(tag: string): string {
  if (tag.length > 4 * MAX_TAG_LENGTH) throw new InvalidTagError();
  // Lower case can leave NFKC (and the reverse), so both run until the form is stable.
  const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
  const folded = fold(fold(tag.trim().replace(/^#/u, '')))
    .replace(/\s+/gu, ' ')
    .trim();
  if (!ALLOWED.test(folded) || Array.from(folded).length > MAX_TAG_LENGTH) throw new InvalidTagError();
  return folded;
}
