import type { Temporal } from 'temporal-polyfill';

import type { Reading } from '../context.js';
import type { DateWord } from '../lexicon.js';
import type { DayValue } from './candidate.js';

/** Words that are often part of a title, so they count at an edge or after a preposition only. */
export const WEAK_WORDS: ReadonlySet<DateWord> = new Set([
  ...([
    'yesterday',
    'before-yesterday',
    'next-week',
    'next-month',
    'next-year',
    'end-of-week',
    'end-of-month',
    'end-of-next-month',
    'end-of-year',
  ] as const),
]);

const FRIDAY = 5;
const SATURDAY = 6;

/** The day that a word names, and the choice made where it names several. */
export function dayOfWord(
  word: DateWord,
  { today, grammar }: Pick<Reading, 'today' | 'grammar'>,
): { readonly value: DayValue; readonly assumption?: string } {
  const on = (date: Temporal.PlainDate, assumption?: string): { value: DayValue; assumption?: string } => ({
    value: { kind: 'date', date },
    ...(assumption === undefined ? {} : { assumption }),
  });
  const { messages } = grammar.lexicon;
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  switch (word) {
    case 'today':
      return on(today);
    case 'tonight':
      return { value: { kind: 'tonight' } };
    case 'tomorrow':
      return on(today.add({ days: 1 }));
    case 'after-tomorrow':
      return on(today.add({ days: 2 }));
    case 'yesterday':
      return on(today.subtract({ days: 1 }));
    case 'before-yesterday':
      return on(today.subtract({ days: 2 }));
    case 'end-of-day':
      return { value: { kind: 'end-of-day' } };
    case 'end-of-week':
      return on(today.add({ days: (FRIDAY - today.dayOfWeek + 7) % 7 }), messages.weekEnds);
    case 'end-of-month':
      return on(today.with({ day: today.daysInMonth }));
    case 'end-of-next-month': {
      const month = today.toPlainYearMonth().add({ months: 1 });
      return on(month.toPlainDate({ day: month.daysInMonth }));
    }
    case 'end-of-year':
      return on(today.with({ month: 12, day: 31 }));
    case 'this-weekend':
      return on(today.dayOfWeek > SATURDAY ? today : today.add({ days: SATURDAY - today.dayOfWeek }));
    case 'next-weekend':
      return on(monday.add({ days: 7 + SATURDAY - 1 }));
    case 'next-week':
      return on(monday.add({ days: 7 }), messages.nextWeek);
    case 'next-month':
      return on(today.with({ day: 1 }).add({ months: 1 }), messages.nextMonth);
    case 'next-year':
      return on(today.with({ month: 1, day: 1 }).add({ years: 1 }), messages.nextYear);
  }
}
