import { IcsComponent } from '../../ics/component.js';
import { dueFrom, civilOf, type Due } from '../../tasks/domain/due.js';
import type { Series } from '../../series/domain/series.js';
import type { Task } from '../../tasks/domain/task.js';

/** What a task is shown as that has no length. */
const SHOWN_MINUTES = 30;

/**
 * An open task as a VEVENT (RFC 5545, section 3.6.1). It takes no time from the calendar and has no alarm: Parley itself
 * reminds.
 */
export function taskEvent(task: Task & { readonly due: Due }): string {
  return event(task.id, task, task.due, task);
}

/** An occurrence that is still to come, as it will be. */
export function occurrenceEvent(series: Series, key: string): string {
  return event(`${series.id}-${key}`, series.template, dueFrom(key, series.zone), series);
}

function event(
  uid: string,
  { title, notes, tags }: Pick<Task, 'title' | 'notes' | 'tags'>,
  due: Due,
  { updatedAt, version }: Pick<Task, 'updatedAt' | 'version'>,
): string {
  const component = new IcsComponent('vevent')
    .text('uid', uid)
    .instant('dtstamp', updatedAt)
    .instant('last-modified', updatedAt)
    .number('sequence', version - 1)
    .text('summary', title)
    .texts('categories', tags)
    .text('transp', 'TRANSPARENT')
    .civil('dtstart', [civilOf(due)], due.zone);
  if (notes !== '') component.text('description', notes);
  if (due.kind === 'datetime') component.duration('duration', `PT${SHOWN_MINUTES}M`);
  return component.toString();
}
