import type { Temporal } from 'temporal-polyfill';

const SATURDAY = 6;

/**
 * First and last day of a period by name, or null.
 * @param whole whether days of it that are over belong to it
 */
export function periodDays(
  name: string,
  today: Temporal.PlainDate,
  whole: boolean,
): readonly [Temporal.PlainDate, Temporal.PlainDate] | null {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const month = today.toPlainYearMonth();
  const ofMonth = (months: number): readonly [Temporal.PlainDate, Temporal.PlainDate] => {
    const named = month.add({ months });
    return [named.toPlainDate({ day: 1 }), named.toPlainDate({ day: named.daysInMonth })];
  };
  switch (name) {
    case 'this-week':
      return [whole ? monday : today, monday.add({ days: 6 })];
    case 'next-week':
      return [monday.add({ days: 7 }), monday.add({ days: 13 })];
    case 'last-week':
      return [monday.subtract({ days: 7 }), monday.subtract({ days: 1 })];
    case 'this-month':
      return [whole ? ofMonth(0)[0] : today, ofMonth(0)[1]];
    case 'next-month':
      return ofMonth(1);
    case 'last-month':
      return ofMonth(-1);
    case 'this-weekend': {
      const saturday = monday.add({ days: SATURDAY - 1 });
      return [!whole && today.dayOfWeek > SATURDAY ? today : saturday, saturday.add({ days: 1 })];
    }
    default:
      return null;
  }
}
