import { IcsComponent } from '../../ics/component.js';
import type { Series } from '../../series/domain/series.js';
import { civilOf } from '../../tasks/domain/due.js';
import type { Reminder } from '../../tasks/domain/reminder.js';
import type { Priority, Task, TaskContent } from '../../tasks/domain/task.js';

/** RFC 5545, section 3.8.1.9: 1 to 4 are high, 5 is medium, 6 to 9 are low. */
const PRIORITIES: Readonly<Record<Priority, number>> = { high: 1, medium: 5, low: 9 };

/**
 * A task as a VTODO. An occurrence of a series that goes on by a rule overrides that occurrence of the VTODO that
 * {@link seriesTodo} makes; any other task stands for itself.
 */
export function taskTodo(task: Task): string {
  const { series, occurrenceKey, due, status, completedAt } = task;
  const ruled = series && occurrenceKey !== null && isRuled(series);
  const todo = contentOf(new IcsComponent('vtodo'), task)
    .text('uid', ruled ? series.id : task.id)
    .instant('dtstamp', task.updatedAt)
    .instant('created', task.createdAt)
    .instant('last-modified', task.updatedAt)
    .number('sequence', task.version - 1)
    .text('status', status === 'completed' ? 'COMPLETED' : 'NEEDS-ACTION');
  if (ruled) todo.civil('recurrence-id', [occurrenceKey], series.zone);
  if (due) todo.civil('due', [civilOf(due)], due.zone);
  if (completedAt) todo.instant('completed', completedAt).number('percent-complete', 100);
  for (const reminder of task.reminders) todo.nest(alarm(task, reminder));
  return todo.toString();
}

/** The rule of a series as a VTODO of its own, or nothing for one that does not go on by its rule. */
export function seriesTodo(series: Series): string {
  if (!isRuled(series)) return '';
  const { civilStart, zone, template, exdates, skipped } = series;
  return contentOf(new IcsComponent('vtodo'), template)
    .text('uid', series.id)
    .instant('dtstamp', series.updatedAt)
    .instant('created', series.createdAt)
    .instant('last-modified', series.updatedAt)
    .number('sequence', series.version - 1)
    .text('status', 'NEEDS-ACTION')
    .civil('dtstart', [civilStart], zone)
    .rule(series.rrule)
    .civil('exdate', [...new Set([...exdates, ...skipped])], zone)
    .toString();
}

/** What follows completions, rests or has ended has no dates that a rule could tell. */
function isRuled({ mode, endedAt, pausedAt }: Series): boolean {
  return mode === 'fixed' && !endedAt && !pausedAt;
}

function contentOf(todo: IcsComponent, content: Omit<TaskContent, 'due'>): IcsComponent {
  const { title, notes, priority, tags, list } = content;
  todo.text('summary', title).number('priority', PRIORITIES[priority]).texts('categories', tags);
  if (notes !== '') todo.text('description', notes);
  if (list !== null) todo.text('x-parley-list', list);
  return todo;
}

/** RFC 5545, section 3.6.6. Before a day that has no time of its own, the instant at which it rings. */
function alarm({ title, due }: Task, { kind, offsetMinutes = 0, at }: Reminder): IcsComponent {
  const component = new IcsComponent('valarm').text('action', 'DISPLAY').text('description', title);
  if (kind !== 'offset' || due?.kind !== 'datetime') return component.instant('trigger', at);
  const sign = offsetMinutes > 0 ? '-' : '';
  return component.duration('trigger', `${sign}PT${Math.abs(offsetMinutes)}M`, { related: 'END' });
}
