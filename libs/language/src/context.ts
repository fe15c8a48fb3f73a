import { zonedNow } from '@parley/recurrence';
import type { Temporal } from 'temporal-polyfill';

import type { Grammar } from './grammar.js';
import { grammarOf } from './locales/grammars.js';
import { defaultSettings, type LanguageSettings } from './settings.js';

/** What a sentence is read against. All of it is given, so the same input gives the same answer. */
export interface ParseContext {
  readonly now: Date;
  /** IANA zone of the user. */
  readonly zone: string;
  /** BCP 47; decides words and the order of numeric dates. */
  readonly locale: string;
  /** How many tasks the list shown last has; absent when none was shown. */
  readonly lastShown?: { readonly count: number };
  /** Filters that the user keeps by name. */
  readonly savedFilters?: readonly SavedFilter[];
  readonly settings?: Partial<LanguageSettings>;
}

/** A filter with a name: `show <name>` lists what it matches. */
export interface SavedFilter {
  readonly name: string;
  /** In the filter language. */
  readonly query: string;
}

/** The context with everything derived from it. */
export interface Reading {
  readonly now: Date;
  readonly zone: string;
  readonly clock: Temporal.ZonedDateTime;
  readonly today: Temporal.PlainDate;
  readonly grammar: Grammar;
  readonly dayFirst: boolean;
  readonly settings: LanguageSettings;
  readonly lastShown: { readonly count: number } | null;
  readonly savedFilters: readonly SavedFilter[];
}

/** Regions that write the month first (CLDR, short dates). */
const MONTH_FIRST = /^en(?:$|-US\b|-PH\b|-PR\b|-CA\b)/iu;

/** @throws {UnknownZoneError} */
export function readingOf(context: ParseContext): Reading {
  const clock = zonedNow(context.now, context.zone);
  return {
    now: context.now,
    zone: context.zone,
    clock,
    today: clock.toPlainDate(),
    grammar: grammarOf(context.locale),
    dayFirst: !MONTH_FIRST.test(context.locale),
    settings: { ...defaultSettings, ...context.settings },
    lastShown: context.lastShown ?? null,
    savedFilters: context.savedFilters ?? [],
  };
}
