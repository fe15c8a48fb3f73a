import { say } from '@parley/language';
import type { Texts } from './texts.js';

/** "1 task", "3 tasks". */
export function counted(texts: Texts, unit: 'task' | 'minute' | 'hour' | 'day', count: number): string {
  return count === 1 ? texts[unit] : say(texts[`${unit}s`], { count });
}

/** The title in the quotation marks of the language, or how many tasks there are. */
export function named(texts: Texts, tasks: readonly { readonly title: string }[]): string {
  const [only, second] = tasks;
  return only && !second ? say(texts.quoted, { title: only.title }) : counted(texts, 'task', tasks.length);
}
