import { createHash } from 'node:crypto';
import type { Correction } from '../domain/correction.js';
import { InvalidCursorError } from './keyset.js';

/** Where a page of a search ended. */
export interface Cursor {
  /** Sort values of its last row. */
  readonly values: readonly string[];
  /** What the first page searched for in place of words that are nowhere; the pages after it do the same. */
  readonly corrections: readonly Correction[];
}

const MOST_CORRECTIONS = 10;

/** The cursor as clients get it. @param query what it is a page of */
export function cursorText({ values, corrections }: Cursor, query: string): string {
  const near = corrections.map(({ word, near: words }) => [word, ...words]);
  return Buffer.from(JSON.stringify([digest(query), values, near])).toString('base64url');
}

/** Reads what {@link cursorText} wrote for the same query. @throws InvalidCursorError */
export function readCursor(text: string, query: string): Cursor {
  const [made, values, near, ...rest] = partsOf(text);
  if (made !== digest(query) || rest.length > 0 || !isTexts(values)) throw new InvalidCursorError();
  if (!Array.isArray(near) || near.length > MOST_CORRECTIONS) throw new InvalidCursorError();
  const corrections = near.map((words: unknown) => {
    const [word, ...others] = isTexts(words) ? words : [];
    if (word === undefined || others.length === 0 || others.length > MOST_CORRECTIONS)
      throw new InvalidCursorError();
    return { word, near: others };
  });
  return { values, corrections };
}

function partsOf(text: string): readonly unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(parts)) return parts as unknown[];
  } catch {
    // Falls through to the refusal.
  }
  throw new InvalidCursorError();
}

/** Texts that the database takes. */
function isTexts(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((one) => typeof one === 'string' && one.isWellFormed() && !one.includes('\0'))
  );
}

function digest(query: string): string {
  return createHash('sha256').update(query).digest('base64url').slice(0, 12);
}
