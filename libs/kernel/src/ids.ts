import { v5, v7 } from 'uuid';

/** Namespace of every name-based id that Parley derives (RFC 9562, section 5.5). */
const NAMESPACE = '5b0f0d4c-6a53-4f0e-9b57-2f6f7f1b9d11';

/** A new time-ordered UUID (version 7, RFC 9562 section 5.7), so that indexes grow at their end. */
export function newId(): string {
  return v7();
}

/**
 * The same UUID for the same parts (version 5), for effects that must be idempotent.
 * @param parts joined with a character that no part may hold (U+001F)
 */
export function derivedId(...parts: readonly string[]): string {
  return v5(parts.join('\u001f'), NAMESPACE);
}
