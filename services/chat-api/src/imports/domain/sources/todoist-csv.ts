import { locales } from '@parley/language';
import { isKnownZone } from '@parley/recurrence';
import type { Priority } from '../../../tasks/domain/task.js';
import { taskRow } from '../build-task.js';
import { ContentKeys, untaken } from '../row-parts.js';
import type { SourceContext, SourceRow } from '../source-row.js';
import { readWhen, UnknownDateError } from '../when.js';
import { csvRecords, type CsvRecord } from './csv-records.js';

const PRIORITIES: Readonly<Record<string, Priority>> = { 1: 'high', 2: 'medium', 3: 'medium', 4: 'low' };
const LABEL = /(?<=^|\s)@(\S+)/g;

interface Waiting {
  readonly record: CsvRecord;
  readonly list: string | null;
  readonly parent: string | null;
  readonly comments: string[];
}

/** A project as Todoist exports it: a row per task, section and comment; labels stand in the text. */
export async function* readTodoistCsv(text: string, context: SourceContext): AsyncGenerator<SourceRow> {
  const keys = new ContentKeys('todoist-csv');
  const project = context.name?.replace(/\.csv$/i, '').replace(/\s*\[\d+\]$/, '') ?? null;
  const parents: string[] = [];
  let section: string | null = null;
  let waiting: Waiting | null = null;
  for await (const record of csvRecords(text)) {
    const { type = '', content = '', indent = '1' } = record.cells;
    if (type === 'note') {
      waiting?.comments.push(content);
      continue;
    }
    if (waiting) yield rowOf(waiting, keys, context);
    waiting = null;
    if (type === 'section') section = content;
    else if (type === 'task') {
      const depth = Math.max(1, Number(indent) || 1);
      parents[depth] = content.replaceAll(LABEL, '').trim();
      const list = [project, section].filter((name) => name !== null && name !== '').join(' / ');
      waiting = { record, list, parent: parents[depth - 1] ?? null, comments: [] };
    } else if (type !== '' && type !== 'meta') {
      yield untaken('skipped', record.line, `rows of the type "${type.slice(0, 40)}" are not taken`, content);
    }
  }
  if (waiting) yield rowOf(waiting, keys, context);
}

function rowOf(
  { record, list, parent, comments }: Waiting,
  keys: ContentKeys,
  context: SourceContext,
): SourceRow {
  const { line, cells } = record;
  const { content = '', description = '', priority = '', date = '', date_lang = '', timezone = '' } = cells;
  const { deadline = '' } = cells;
  const key = keys.next(list ?? '', content, description, priority, date);
  const zone = isKnownZone(timezone) ? timezone : context.zone;
  const locale = locales.includes(date_lang) ? date_lang : context.locale;
  try {
    const { due, recurrence } = readWhen(date, { ...context, locale }, zone);
    return taskRow({
      ...{ line, key, due, recurrence, list },
      title: content.replaceAll(LABEL, ''),
      notes: [description, parent && `Part of: ${parent}`, deadline && `Deadline: ${deadline}`, ...comments],
      priority: PRIORITIES[priority] ?? 'medium',
      tags: [...content.matchAll(LABEL)].map(([, label = '']) => label),
    });
  } catch (error) {
    if (!(error instanceof UnknownDateError)) throw error;
    return untaken('refused', line, error.message, content);
  }
}
