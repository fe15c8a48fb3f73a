import type { ParseContext } from './context.js';
import { parse } from './parse.js';
import type { CreateIntent, Intent } from './result.js';

/** Saturday 2026-11-21 10:00 in New York, American English. */
export const saturday: ParseContext = {
  now: new Date('2026-11-21T10:00:00-05:00'),
  zone: 'America/New_York',
  locale: 'en-US',
};

/** The task that a sentence makes; fails the test if it makes none. */
export function created(text: string, context: ParseContext = saturday): CreateIntent {
  const { intent } = parse(text, context);
  if (intent.kind !== 'create') throw new Error(`"${text}" was read as ${intent.kind}`);
  return intent;
}

/** `2026-11-27`, `2026-11-27T15:00` or null. */
export function dueOf({ due }: Pick<CreateIntent, 'due'>): string | null {
  if (due === undefined) return null;
  return due.kind === 'date' ? due.date : due.civil;
}

export function codesOf(intent: Intent): readonly string[] {
  return 'problems' in intent ? intent.problems.map(({ code }) => code) : [];
}
