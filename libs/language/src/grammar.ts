import { compileIntents, type IntentPatterns } from './intents/intent-patterns.js';
import { compileRefs, type RefPatterns } from './intents/ref-patterns.js';
import type { Lexicon } from './lexicon.js';
import { compileRecurrence, type RecurrencePatterns } from './recurrence/recurrence-patterns.js';
import { compilePriority } from './steps/priority-and-list.js';
import { compileReminders, type ReminderPatterns } from './steps/reminder-patterns.js';
import { compileTitle, type TitlePatterns } from './steps/title.js';
import { compileMask, type MaskPatterns } from './text/mask.js';
import { compileDates, type DatePatterns } from './when/date-patterns.js';
import { compileTimes, type TimePatterns } from './when/time-patterns.js';

/** A language, compiled once: its words and the patterns they make. */
export interface Grammar {
  readonly lexicon: Lexicon;
  readonly mask: MaskPatterns;
  readonly times: TimePatterns;
  readonly dates: DatePatterns;
  readonly recurrence: RecurrencePatterns;
  readonly reminders: ReminderPatterns;
  readonly intents: IntentPatterns;
  readonly refs: RefPatterns;
  readonly title: TitlePatterns;
  readonly priority: RegExp;
}

/** Combines the words of a language into the patterns of the grammar. */
export function compileGrammar(lexicon: Lexicon): Grammar {
  return {
    lexicon,
    mask: compileMask(lexicon),
    times: compileTimes(lexicon),
    dates: compileDates(lexicon),
    recurrence: compileRecurrence(lexicon),
    reminders: compileReminders(lexicon),
    intents: compileIntents(lexicon),
    refs: compileRefs(lexicon),
    title: compileTitle(lexicon),
    priority: compilePriority(lexicon),
  };
}
