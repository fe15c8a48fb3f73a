import { isKnownZone } from '@parley/recurrence';
import type { Recurrence } from '../../../series/domain/new-series.js';
import { civilOf, type Due } from '../../../tasks/domain/due.js';
import type { ReminderWish } from '../../../tasks/domain/reminder.js';
import type { Priority } from '../../../tasks/domain/task.js';
import { instantIn, taskRow } from '../build-task.js';
import { ContentKeys, untaken } from '../row-parts.js';
import type { SourceContext, SourceRow } from '../source-row.js';
import { readWhen, UnknownDateError } from '../when.js';
import { csvRecords, type CsvRecord } from './csv-records.js';

/** Names that a column may have; the first is the one of our own export. */
const COLUMNS = {
  title: ['title', 'task', 'name', 'summary', 'subject', 'content'],
  notes: ['notes', 'note', 'description', 'details'],
  status: ['status', 'done', 'state'],
  priority: ['priority'],
  tags: ['tags', 'labels', 'categories'],
  list: ['list', 'project', 'folder'],
  due: ['due', 'due date', 'due_date', 'date', 'deadline'],
  time: ['time', 'due time', 'due_time'],
  zone: ['zone', 'timezone', 'time zone'],
  reminders: ['reminders', 'reminder'],
  repeat: ['repeat', 'recurrence', 'rrule'],
  start: ['repeat_start'],
  mode: ['repeat_mode'],
  created: ['created', 'created at', 'created_at'],
  completed: ['completed', 'completed at', 'completed_at'],
  id: ['id'],
} as const;
type Column = keyof typeof COLUMNS;

const PRIORITIES: Readonly<Record<string, Priority>> = {
  ...{ high: 'high', h: 'high', p1: 'high', '1': 'high', urgent: 'high' },
  ...{
    medium: 'medium',
    m: 'medium',
    p2: 'medium',
    '2': 'medium',
    p3: 'medium',
    '3': 'medium',
    normal: 'medium',
  },
  ...{ low: 'low', l: 'low', p4: 'low', '4': 'low' },
};
const DONE = /^(?:completed?|done|yes|true|1|x)$/i;
const OWN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a table with these columns can be read: something must be the title. */
export function hasTitle(columns: readonly string[]): boolean {
  return COLUMNS.title.some((name) => columns.includes(name));
}

/** A table with named columns, ours or anybody's. Dates, and how a task repeats, may be words. */
export async function* readPlainCsv(text: string, context: SourceContext): AsyncGenerator<SourceRow> {
  const keys = new ContentKeys('csv');
  for await (const record of csvRecords(text)) {
    const cell = (column: Column) => cellOf(record, column);
    try {
      yield rowOf(record, cell, keys, context);
    } catch (error) {
      if (!(error instanceof UnknownDateError)) throw error;
      yield untaken('refused', record.line, error.message, cell('title'));
    }
  }
}

function rowOf(
  { line }: CsvRecord,
  cell: (column: Column) => string,
  keys: ContentKeys,
  context: SourceContext,
): SourceRow {
  const [title, notes, list, id] = [cell('title'), cell('notes'), cell('list'), cell('id')];
  const content = keys.next(title, notes, list, cell('due'), cell('time'), cell('repeat'), cell('created'));
  const zone = isKnownZone(cell('zone')) ? cell('zone') : context.zone;
  const when = readWhen([cell('due'), cell('time')].filter((part) => part !== '').join(' '), context, zone);
  const repeated = repetition(cell, when.due, context, zone);
  const priority = cell('priority').toLowerCase();
  const done = DONE.test(cell('status'));
  const reminders = cell('reminders')
    .split(/[\s,]+/)
    .flatMap((text) => wishOf(text) ?? []);
  return taskRow({
    ...{ line, key: OWN_ID.test(id) ? `parley:${id}` : content, title, list },
    notes: [notes],
    due: repeated?.due ?? when.due,
    priority: PRIORITIES[priority] ?? 'medium',
    remarks:
      priority === '' || PRIORITIES[priority] ? [] : [`the priority "${priority.slice(0, 40)}" is not known`],
    tags: cell('tags')
      .split(/[,;]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    ...(reminders.length > 0 && { reminders }),
    recurrence: repeated?.recurrence ?? when.recurrence,
    createdAt: instantIn(cell('created')),
    completedAt: done ? (instantIn(cell('completed')) ?? context.now) : undefined,
  });
}

/** A rule (RFC 5545) or words; it counts from its own start, or from the due date. */
function repetition(
  cell: (column: Column) => string,
  due: Due | null,
  context: SourceContext,
  zone: string,
): { readonly due: Due; readonly recurrence: Recurrence } | undefined {
  const said = cell('repeat').replace(/^RRULE:/i, '');
  if (said === '') return undefined;
  const mode = cell('mode') === 'completion' ? 'completion' : 'fixed';
  if (/(?:^|;)FREQ=/i.test(said)) {
    if (!due) throw new UnknownDateError('a task that repeats needs a due date');
    const civilStart = mode === 'fixed' && cell('start') !== '' ? cell('start') : civilOf(due).slice(0, 16);
    return { due, recurrence: { rrule: said, civilStart, mode } };
  }
  const words = readWhen(said, context, zone);
  if (!words.recurrence || !words.due)
    throw new UnknownDateError(`"${said.slice(0, 80)}" is no repetition that is understood`);
  if (!due) return { due: words.due, recurrence: words.recurrence };
  return { due, recurrence: { ...words.recurrence, civilStart: civilOf(due).slice(0, 16) } };
}

/** `10m` before the due time, or an instant. */
function wishOf(text: string): ReminderWish | null {
  const [, minutes] = /^(\d{1,6})m$/.exec(text) ?? [];
  if (minutes !== undefined) return { kind: 'offset', minutes: Number(minutes) };
  const at = /T/.test(text) ? instantIn(text) : undefined;
  return at ? { kind: 'absolute', at } : null;
}

function cellOf({ cells }: CsvRecord, column: Column): string {
  const name = COLUMNS[column].find((known) => (cells[known] ?? '') !== '');
  return name === undefined ? '' : (cells[name] ?? '').trim();
}
