import { de } from './de.js';
import { en } from './en.js';

/** What Parley answers; `{name}` is filled in. Every language has all of it. */
export interface Texts {
  readonly added: string;
  readonly tooLate: string;
  readonly minute: string;
  readonly minutes: string;
  readonly hour: string;
  readonly hours: string;
  readonly day: string;
  readonly days: string;
  readonly quoted: string;
  readonly task: string;
  readonly tasks: string;
  readonly nothingMatches: string;
  readonly nothingToDo: string;
  readonly found: string;
  readonly foundFirst: string;
  readonly insteadOf: string;
  readonly or: string;
  readonly noSuchTask: string;
  readonly noSuchIndex: string;
  readonly noneMentioned: string;
  readonly noSuchNumber: string;
  readonly noOpenLike: string;
  readonly noDoneLike: string;
  readonly whichOne: string;
  readonly skipped: string;
  readonly stopped: string;
  readonly paused: string;
  readonly nonePaused: string;
  readonly goesOn: string;
  readonly lastOne: string;
  readonly left: string;
  readonly undone: string;
  readonly nextStays: string;
  readonly noReminder: string;
  readonly done: string;
  readonly doneAlready: string;
  readonly reopened: string;
  readonly openAlready: string;
  readonly deleted: string;
  readonly moved: string;
  readonly snoozed: string;
  readonly reminderSet: string;
  readonly changed: string;
  readonly whichOccurrences: string;
  readonly reachThis: string;
  readonly reachFuture: string;
  readonly reachAll: string;
  readonly allOfThem: string;
  readonly yesAll: string;
  readonly help: string;
  readonly smalltalk: string;
  readonly nextTime: string;
  readonly lastOfSeries: string;
  readonly tags: string;
  readonly exported: string;
  readonly noTags: string;
  readonly zone: string;
  readonly zoneOffered: string;
  readonly noSuchZone: string;
  readonly saved: string;
  readonly saveNeedsName: string;
  readonly nothingToSave: string;
}

/** By language, without region. */
export const texts: Readonly<Record<string, Texts>> = { en, de };

/** The answers in the language of a locale (BCP 47); English where there are none. */
export function textsFor(locale: string): Texts {
  return texts[languageOf(locale)] ?? en;
}

/** The language of a locale, without region. */
export function languageOf(locale: string): string {
  return locale.split('-')[0]?.toLowerCase() ?? '';
}
