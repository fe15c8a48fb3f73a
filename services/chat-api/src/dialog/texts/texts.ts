import { de } from './de.js';
import { en } from './en.js';

/** What Parley answers; `{name}` is filled in. Every language has all of it. */
export interface Texts {
  readonly tags: string;
  readonly noTags: string;
  readonly zone: string;
  readonly zoneInSettings: string;
  readonly saved: string;
  readonly saveNeedsName: string;
  readonly nothingToSave: string;
}

/** By language, without region. */
export const texts: Readonly<Record<string, Texts>> = { en, de };

/** The answers in the language of a locale (BCP 47); English where there are none. */
export function textsFor(locale: string): Texts {
  return texts[locale.split('-')[0]?.toLowerCase() ?? ''] ?? en;
}
