import { createHash, randomBytes } from 'node:crypto';

/** A new key and what is kept of it. */
export interface KeyMaterial {
  /** Shown once. */
  readonly key: string;
  readonly digest: string;
  /** Enough to tell one's keys apart, too little to guess the rest. */
  readonly start: string;
}

/** Lets secret scanners and people recognise a key. */
const PREFIX = 'parley_';

/** 256 random bits: a plain digest protects them, no slow hash is needed. */
export function newKeyMaterial(): KeyMaterial {
  const key = PREFIX + randomBytes(32).toString('base64url');
  return { key, digest: digestOf(key), start: key.slice(0, PREFIX.length + 6) };
}

/** SHA-256 of a key, base64url. */
export function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
