import type { DomainError } from '@parley/kernel';
import { say } from '@parley/language';
import { languageOf } from './texts.js';

/** Why nothing was done, by the code of the error, which itself speaks English; `{name}` is a member of its details. */
const refusals: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: {
    'action.not-found': 'Es gibt nichts rückgängig zu machen.',
    'action.expired': 'Das ist zu lange her, um es rückgängig zu machen.',
    'action.already-undone': 'Das wurde schon rückgängig gemacht.',
    'action.overtaken': '„{title}“ wurde seitdem geändert, darum lässt es sich nicht mehr rückgängig machen.',
    'filter.limit': 'Es gibt schon {limit} gespeicherte Filter. Lösche erst einen.',
    'filter.name-invalid': 'Der Name eines gespeicherten Filters hat 1 bis {limit} Zeichen.',
    'filter.name-taken':
      'Einen gespeicherten Filter „{name}“ gibt es schon. Wähle einen anderen Namen, oder ändere diesen Filter.',
    'reminder.passed': 'Diese Zeit ist vorbei.',
    'rule.never-matches': 'Die Wiederholung hat keinen Termin.',
    'rule.too-frequent': 'Zwischen zwei Terminen müssen mindestens {minimumMinutes} Minuten liegen.',
    'series.ended': '„{title}“ wiederholt sich nicht mehr.',
    'tags.limit': 'Eine Aufgabe hat höchstens {limit} Schlagwörter. Es wurde nichts geändert.',
    'task.no-due': '„{title}“ hat keine Zeit, die sich verschieben ließe. Sag, wann es fällig ist.',
    'task.not-found': 'Diese Aufgabe gibt es nicht.',
    'task.not-recurring': '„{title}“ wiederholt sich nicht.',
    'task.occurrence-closed': '„{title}“ ist erledigt; ändere die Serie von einer offenen Aufgabe an.',
  },
};

/** What an error says in the language of a locale; its own words where there are none. */
export function refusalText({ code, message, details }: DomainError, locale: string): string {
  const text = refusals[languageOf(locale)]?.[code];
  if (text === undefined) return message;
  const values = Object.entries(details).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
  );
  return say(text, Object.fromEntries(values));
}
