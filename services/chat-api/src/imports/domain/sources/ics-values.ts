import ICAL from 'ical.js';
import { instantToCivil, isKnownZone } from '@parley/recurrence';
import type { Recurrence } from '../../../series/domain/new-series.js';
import { dueFrom, type Due } from '../../../tasks/domain/due.js';
import type { ReminderWish } from '../../../tasks/domain/reminder.js';
import type { Priority } from '../../../tasks/domain/task.js';
import { instantIn } from '../build-task.js';
import type { SourceContext } from '../source-row.js';

/** The library would order the parts of a rule anew, so it is given one that it does not know. */
export const RAW_RULE = 'x-raw-rrule';

export function parsed(block: string): ICAL.Component | null {
  try {
    return new ICAL.Component(ICAL.parse(block.replace(/^RRULE(?=[;:])/gim, RAW_RULE)) as unknown[]);
  } catch {
    return null;
  }
}

export function textIn(component: ICAL.Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? '' : (value as { toString(): string }).toString();
}

export function priorityOf(component: ICAL.Component): Priority {
  const value = Number(textIn(component, 'priority') || 0);
  if (value >= 1 && value <= 4) return 'high';
  return value >= 6 ? 'low' : 'medium';
}

/** A date or time in its own zone; in the person's where it has none, or one that is not known. */
export function timeIn(component: ICAL.Component, name: string, { zone }: SourceContext): Due | undefined {
  const property = component.getFirstProperty(name);
  const value: unknown = property?.getFirstValue();
  if (!property || !(value instanceof ICAL.Time)) return undefined;
  const text = value.toString();
  if (value.isDate) return dueFrom(text.slice(0, 10), zone);
  if (text.endsWith('Z')) return dueFrom(instantToCivil(new Date(text), zone), zone);
  const named = property.getFirstParameter('tzid');
  return dueFrom(text.slice(0, 16), named && isKnownZone(named) ? named : zone);
}

/** Occurrences that are left out, by the clock of the series. */
function exdatesOf(component: ICAL.Component): string[] {
  return component.getAllProperties('exdate').flatMap((property) =>
    property.getValues().flatMap((value: unknown) => {
      if (!(value instanceof ICAL.Time)) return [];
      return value.toString().slice(0, value.isDate ? 10 : 16);
    }),
  );
}

export function unknownZone(component: ICAL.Component): string | null {
  const named = component.getFirstProperty('due')?.getFirstParameter('tzid');
  return named && !isKnownZone(named) ? named.slice(0, 60) : null;
}

export function civilText(due: Due): string {
  return due.kind === 'date' ? due.date : due.local;
}

export function alarmsOf(component: ICAL.Component): ReminderWish[] {
  return component.getAllSubcomponents('valarm').flatMap((alarm): ReminderWish[] => {
    const value: unknown = alarm.getFirstPropertyValue('trigger');
    if (value instanceof ICAL.Duration) {
      const minutes = Math.round(-value.toSeconds() / 60);
      return minutes >= 0 ? [{ kind: 'offset', minutes }] : [];
    }
    const at = value instanceof ICAL.Time ? instantIn(value.toString()) : undefined;
    return at ? [{ kind: 'absolute', at }] : [];
  });
}

export function summaryIn(block: string): string {
  return /^SUMMARY[^:\n]*:(.*)$/im.exec(block)?.[1] ?? '';
}

/** @param rrule as it was written */
export function recurrenceOf(component: ICAL.Component, rrule: string, start: Due): Recurrence {
  return { rrule, civilStart: civilText(start).slice(0, 16), mode: 'fixed', exdates: exdatesOf(component) };
}
