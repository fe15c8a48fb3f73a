import type { RuleParts, Weekday } from '../rule-parts.js';
import type { DaysPhrase, RulePhrases } from './rule-phrases.js';

/** "jede Woche", "alle 2 Wochen". */
const UNITS: Readonly<Record<RuleParts['frequency'], readonly [one: string, many: string]>> = {
  YEARLY: ['jedes Jahr', 'Jahre'],
  MONTHLY: ['jeden Monat', 'Monate'],
  WEEKLY: ['jede Woche', 'Wochen'],
  DAILY: ['jeden Tag', 'Tage'],
  HOURLY: ['jede Stunde', 'Stunden'],
  MINUTELY: ['jede Minute', 'Minuten'],
  SECONDLY: ['jede Sekunde', 'Sekunden'],
};
const WEEKDAYS: Readonly<Record<Weekday, string>> = {
  MO: 'Montag',
  TU: 'Dienstag',
  WE: 'Mittwoch',
  TH: 'Donnerstag',
  FR: 'Freitag',
  SA: 'Samstag',
  SU: 'Sonntag',
};
const MONTHS = [
  ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni'],
  ...['Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
] as const;

/** German. */
export const de: RulePhrases = {
  every: (frequency, interval, days) => {
    const [one, many] = UNITS[frequency];
    const period = interval === 1 ? one : `alle ${interval} ${many}`;
    if (days.kind === 'none') return period;
    const plainWeek = frequency === 'WEEKLY' && interval === 1;
    if (plainWeek && days.kind === 'workdays') return 'jeden Werktag';
    if (plainWeek && days.kind === 'weekdays') return `jeden ${weekdayList(days)}`;
    return `${period} am ${daysText(days)}`;
  },
  at: (times) => `um ${list(times.map((time) => time.toString({ smallestUnit: 'minute' })))} Uhr`,
  afterCompletion: 'nach dem Erledigen',
  until: (date) => `bis ${date.day}. ${MONTHS[date.month - 1] ?? ''} ${date.year}`,
  times: (count) => (count === 1 ? 'einmal' : `${count}-mal`),
  raw: (rrule) => `nach der Regel ${rrule}`,
};

function daysText(days: DaysPhrase): string {
  switch (days.kind) {
    case 'none':
      return '';
    case 'workdays':
      return 'Werktag';
    case 'weekdays':
      return weekdayList(days);
    case 'nth-workday':
      return `${list(days.ordinals.map(nth))} Werktag`;
    case 'month-days':
      return list(days.days.map((day) => (day < 0 ? `${nth(day)} Tag` : `${day}.`)));
    case 'year-days':
      return list(
        days.months.flatMap((month) =>
          days.days.map((day) =>
            day < 0 ? `${nth(day)} Tag im ${MONTHS[month - 1] ?? ''}` : `${day}. ${MONTHS[month - 1] ?? ''}`,
          ),
        ),
      );
  }
}

function weekdayList({ days }: Extract<DaysPhrase, { kind: 'weekdays' }>): string {
  return list(days.map(({ day, ordinal }) => (ordinal === null ? '' : `${nth(ordinal)} `) + WEEKDAYS[day]));
}

const ORDINALS = ['', 'ersten', 'zweiten', 'dritten', 'vierten', 'fünften'];
/** From the end: "vorletzten". */
const FROM_END = ['', 'letzten', 'vorletzten', 'drittletzten', 'viertletzten', 'fünftletzten'];

/** Inflected for "am": "am zweiten Freitag". */
function nth(ordinal: number): string {
  if (ordinal < 0) return FROM_END[-ordinal] ?? `${-ordinal}.-letzten`;
  return ORDINALS[ordinal] ?? `${ordinal}.`;
}

function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} und ${items.at(-1) ?? ''}`;
}
