import { stringify } from 'csv-stringify/sync';
import type { Task } from '../../tasks/domain/task.js';
import { portableTask } from './portable.js';

/** The columns, in their order; an import reads them by these names. */
export const csvColumns = [
  'number',
  'title',
  'notes',
  'status',
  'priority',
  'tags',
  'list',
  'due',
  'zone',
  'reminders',
  'repeat',
  'repeat_start',
  'repeat_mode',
  'created',
  'completed',
  'id',
] as const;
type CsvRow = Record<(typeof csvColumns)[number], string>;

/**
 * Tasks as CSV (RFC 4180): CRLF, quotes where they are needed, UTF-8 without a mark. A cell that a spreadsheet would
 * take for a formula begins with an apostrophe.
 */
export async function* csvText(tasks: AsyncIterable<readonly Task[]>): AsyncGenerator<string> {
  yield `${csvColumns.join(',')}\r\n`;
  for await (const page of tasks) {
    yield stringify(page.map(csvRow), {
      columns: [...csvColumns],
      record_delimiter: '\r\n',
      escape_formulas: true,
    });
  }
}

function csvRow(task: Task): CsvRow {
  const { due, reminders, createdAt, completedAt, ...rest } = portableTask(task);
  const { title, notes, status, priority, list, id } = rest;
  return {
    ...{ title, notes, status, priority, id },
    number: String(task.number),
    tags: task.tags.join(', '),
    list: list ?? '',
    due: due?.local ?? '',
    zone: due?.zone ?? '',
    reminders: reminders.map(({ offsetMinutes, at }) => at ?? `${offsetMinutes ?? 0}m`).join(' '),
    repeat: task.series?.rrule ?? '',
    repeat_start: task.series?.civilStart ?? '',
    repeat_mode: task.series?.mode ?? '',
    created: createdAt,
    completed: completedAt ?? '',
  };
}
