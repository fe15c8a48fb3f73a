import type { Lexicon } from '../lexicon.js';
import { anyOf, wholeWords } from '../text/patterns.js';
import { durationSource } from '../text/duration.js';

export interface ReminderPatterns {
  /** `10 minutes before`, `remind me 1 hour and 10 minutes before it`. */
  readonly before: RegExp;
  /** One span inside `before`. */
  readonly span: RegExp;
  readonly atTheTime: RegExp;
  readonly none: RegExp;
  /** `… and remind me`. */
  readonly tail: RegExp;
}

/** Builds the patterns for reminders relative to a due time. */
export function compileReminders(lexicon: Lexicon): ReminderPatterns {
  const span = String.raw`${durationSource(lexicon, 'only-blank')}|(?:${anyOf(lexicon.article)})\s+(?:${anyOf(Object.keys(lexicon.units))})`;
  const and = String.raw`\s*(?:,|(?:${anyOf(lexicon.and)})(?=\s))\s*`;
  const before = anyOf([...lexicon.beforeIt, ...lexicon.early]);
  const remind = String.raw`(?<remind>(?:(?:${anyOf(lexicon.and)})\s+)?(?:${anyOf(lexicon.verbs.remindMe)})\s+)?`;
  return {
    before: wholeWords(
      String.raw`${remind}(?<spans>(?:${span})(?:(?:\s+(?:${before}))?${and}(?:${span})){0,4})\s+(?<before>${before})`,
    ),
    span: wholeWords(span),
    atTheTime: wholeWords(String.raw`${remind}(?:${anyOf(lexicon.atTheTime)})`),
    none: wholeWords(anyOf(lexicon.noReminder)),
    tail: wholeWords(String.raw`(?:(?:${anyOf(lexicon.and)})\s+)?(?:${anyOf(lexicon.verbs.remindMe)})`),
  };
}
