import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AuthSecrets } from '../better-auth/key-encryption.js';

/** `<value>.<signature>`: better-auth signs cookies with HMAC-SHA-256, in base64. */
const SIGNED = /^(.+)\.([A-Za-z0-9+/]{43}=)$/s;

/**
 * A `Cookie` header in which what an accepted secret signed is signed with the current one, since better-auth knows
 * that alone. What neither signed stays as it is, and is refused.
 * @param secrets the current one, then those that are accepted while it is rotated
 */
export function resignCookies(header: string, [current, ...accepted]: AuthSecrets): string {
  if (accepted.length === 0) return header;
  return header
    .split(';')
    .map((pair) => {
      const [name = '', text] = pair.split(/=(.*)/s);
      const [, value, shown] = SIGNED.exec(decoded(text ?? '')) ?? [];
      if (value === undefined || shown === undefined) return pair;
      const isOurs = accepted.some((secret) => isSame(shown, signature(value, secret)));
      return isOurs ? `${name}=${encodeURIComponent(`${value}.${signature(value, current)}`)}` : pair;
    })
    .join(';');
}

function signature(value: string, secret: string): string {
  return createHmac('sha256', secret).update(value).digest('base64');
}

function isSame(shown: string, expected: string): boolean {
  return shown.length === expected.length && timingSafeEqual(Buffer.from(shown), Buffer.from(expected));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
