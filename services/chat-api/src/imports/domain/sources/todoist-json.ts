import { locales } from '@parley/language';
import { isKnownZone } from '@parley/recurrence';
import { civilOf } from '../../../tasks/domain/due.js';
import type { Priority } from '../../../tasks/domain/task.js';
import type { ReminderWish } from '../../../tasks/domain/reminder.js';
import { instantIn, taskRow } from '../build-task.js';
import { untaken } from '../row-parts.js';
import type { SourceContext, SourceRow } from '../source-row.js';
import { readWhen, UnknownDateError, type When } from '../when.js';
import { byId, listOf, membersOf, parseJson, textOf, type Members } from './json-members.js';

/** The Sync API counts the other way round than people: 4 is p1. */
const PRIORITIES: Readonly<Record<string, Priority>> = { 4: 'high', 3: 'medium', 2: 'medium', 1: 'low' };

/** What the Sync API of Todoist answers to `sync_token=*`: items, projects, sections, notes, labels, reminders. */
export function* readTodoistJson(text: string, context: SourceContext): Generator<SourceRow> {
  const root = membersOf(parseJson(text));
  const lookup = {
    projects: byId(root['projects']),
    sections: byId(root['sections']),
    labels: byId(root['labels']),
    items: byId(root['items']),
    notes: grouped(root['notes']),
    reminders: grouped(root['reminders']),
  };
  let line = 0;
  for (const entry of listOf(root['items'])) {
    line += 1;
    const item = membersOf(entry);
    const content = textOf(item['content']);
    if (item['is_deleted'] === true || item['is_deleted'] === 1) {
      yield untaken('skipped', line, 'it was deleted in Todoist', content);
      continue;
    }
    try {
      yield rowOf(item, line, lookup, context);
    } catch (error) {
      if (!(error instanceof UnknownDateError)) throw error;
      yield untaken('refused', line, error.message, content);
    }
  }
}

interface Lookup {
  readonly projects: ReadonlyMap<string, Members>;
  readonly sections: ReadonlyMap<string, Members>;
  readonly labels: ReadonlyMap<string, Members>;
  readonly items: ReadonlyMap<string, Members>;
  readonly notes: ReadonlyMap<string, readonly Members[]>;
  readonly reminders: ReadonlyMap<string, readonly Members[]>;
}

function rowOf(item: Members, line: number, lookup: Lookup, context: SourceContext): SourceRow {
  const id = textOf(item['id']);
  const { due, recurrence } = whenOf(membersOf(item['due']), context);
  const parent = lookup.items.get(textOf(item['parent_id']));
  const comments = (lookup.notes.get(id) ?? []).map((note) => textOf(note['content']));
  const deadline = textOf(membersOf(item['deadline'])['date']);
  const done = item['checked'] === true || item['checked'] === 1;
  const reminders = (lookup.reminders.get(id) ?? []).flatMap((one) => wishOf(one) ?? []);
  return taskRow({
    ...{ line, key: `todoist:${id}`, title: textOf(item['content']), due },
    notes: [
      textOf(item['description']),
      parent && `Part of: ${textOf(parent['content'])}`,
      deadline === '' ? null : `Deadline: ${deadline}`,
      ...comments,
    ],
    priority: PRIORITIES[textOf(item['priority'])] ?? 'medium',
    tags: listOf(item['labels']).map((label) => textOf(lookup.labels.get(textOf(label))?.['name'] ?? label)),
    list: listOfItem(item, lookup),
    ...(reminders.length > 0 && { reminders }),
    recurrence,
    createdAt: instantIn(item['added_at']) ?? instantIn(item['date_added']),
    completedAt: done ? (instantIn(item['completed_at']) ?? context.now) : undefined,
  });
}

/** The next date is told by itself; the words tell how it goes on. */
function whenOf(due: Members, context: SourceContext): When {
  const date = textOf(due['date']);
  const words = textOf(due['string']);
  const said = textOf(due['timezone']);
  const zone = said !== '' && isKnownZone(said) ? said : context.zone;
  if (due['is_recurring'] !== true) return readWhen(date, context, zone);
  const lang = textOf(due['lang']);
  const locale = locales.includes(lang) ? lang : context.locale;
  const { recurrence, ...when } = readWhen(words, { ...context, locale }, zone);
  if (!recurrence) throw new UnknownDateError(`"${words.slice(0, 80)}" is no repetition that is understood`);
  if (date === '') return { ...when, recurrence };
  const next = readWhen(date, context, zone);
  return next.due
    ? { due: next.due, recurrence: { ...recurrence, civilStart: civilOf(next.due).slice(0, 16) } }
    : when;
}

function listOfItem(item: Members, { projects, sections }: Lookup): string | null {
  const project = projects.get(textOf(item['project_id']));
  const section = sections.get(textOf(item['section_id']));
  const inbox = project?.['inbox_project'] === true || project?.['is_inbox_project'] === true;
  const names = [inbox ? '' : textOf(project?.['name']), textOf(section?.['name'])];
  return names.filter((name) => name !== '').join(' / ');
}

function wishOf(reminder: Members): ReminderWish | null {
  if (reminder['type'] === 'relative') {
    const minutes = Number(reminder['minute_offset'] ?? reminder['mm_offset']);
    return Number.isInteger(minutes) && minutes >= 0 ? { kind: 'offset', minutes } : null;
  }
  const at = instantIn(membersOf(reminder['due'])['date']);
  return at ? { kind: 'absolute', at } : null;
}

function grouped(value: unknown): ReadonlyMap<string, readonly Members[]> {
  return Map.groupBy(listOf(value).map(membersOf), (one) => textOf(one['item_id']));
}
