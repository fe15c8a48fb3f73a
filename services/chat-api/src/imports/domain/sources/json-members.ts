import { UnreadableFileError } from '../errors.js';

export type Members = Readonly<Record<string, unknown>>;

/** @throws UnreadableFileError */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be parsed';
    throw new UnreadableFileError(`The file is not valid JSON: ${reason.slice(0, 200)}.`);
  }
}

/** The members of an object; none of anything else. */
export function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A text or a number as text; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Objects by their `id`. */
export function byId(value: unknown): ReadonlyMap<string, Members> {
  return new Map(listOf(value).map((one) => [textOf(membersOf(one)['id']), membersOf(one)]));
}
