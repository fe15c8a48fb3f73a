import { isDomainError } from '@parley/kernel';
import { assertKnownZone, isCivil, missedPolicies, recurrenceModes, validateRule } from '@parley/recurrence';
import { PORTABLE_FORMAT, PORTABLE_VERSION } from '../../../export/domain/portable.js';
import type { SeriesTemplate } from '../../../series/domain/series.js';
import { dueFrom } from '../../../tasks/domain/due.js';
import { InvalidTaskError } from '../../../tasks/domain/errors.js';
import type { ReminderWish } from '../../../tasks/domain/reminder.js';
import { checkContent, cleanText } from '../../../tasks/domain/task-content.js';
import { priorities, type Priority } from '../../../tasks/domain/task.js';
import { instantIn } from '../build-task.js';
import { UnreadableFileError } from '../errors.js';
import { takeList, untaken } from '../row-parts.js';
import type { SourceRow, SourceSeries, SourceTask } from '../source-row.js';
import { listOf, membersOf, parseJson, textOf, type Members } from './json-members.js';

/** What {@link jsonText} writes. Every member comes back as it was, but for ids and numbers. @throws UnreadableFileError */
export function* readParleyJson(text: string): Generator<SourceRow> {
  const root = membersOf(parseJson(text));
  if (root['format'] !== PORTABLE_FORMAT) throw new UnreadableFileError('The file is no export of Parley.');
  if (root['version'] !== PORTABLE_VERSION)
    throw new UnreadableFileError(`This Parley reads version ${PORTABLE_VERSION} of its exports.`);
  const tasks = listOf(root['tasks']);
  const known = new Set<string>();
  let line = tasks.length;
  for (const entry of listOf(root['series'])) {
    line += 1;
    const one = membersOf(entry);
    const row = refusing(one, line, () => seriesRow(one, line));
    if (row.kind === 'series') known.add(row.key);
    yield row;
  }
  for (const [index, entry] of tasks.entries()) {
    const one = membersOf(entry);
    yield refusing(one, index + 1, () => taskRowOf(one, index + 1, known));
  }
}

function refusing(entry: Members, line: number, read: () => SourceRow): SourceRow {
  try {
    return read();
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const text = textOf(entry['title']) || textOf(membersOf(entry['template'])['title']);
    return untaken('refused', line, error.message, text);
  }
}

function taskRowOf(task: Members, line: number, known: ReadonlySet<string>): SourceRow {
  const series = keyOf(task['seriesId']);
  const occurrence = textOf(task['occurrenceKey']);
  const orphan = series !== null && !known.has(series);
  const due = membersOf(task['due']);
  const wishes = listOf(task['reminders']).map(membersOf);
  const snoozed = wishes.find(({ kind }) => kind === 'snooze');
  const dates = datesOf(task, ['createdAt', 'updatedAt', 'completedAt']);
  if (task['status'] === 'completed' && !dates.completedAt)
    throw new InvalidTaskError('/completedAt', 'a completed task needs the instant at which it was done');
  const { completedAt, ...others } = dates;
  const read: SourceTask = {
    ...contentOf(task),
    due: task['due'] === null ? null : dueFrom(textOf(due['local']), textOf(due['zone'])),
    reminders: wishes.flatMap((wish) => wishOf(wish) ?? []),
    ...(snoozed && { snoozedUntil: required(snoozed['at'], '/reminders') }),
    ...(series !== null && !orphan && { occurrenceOf: { series, key: occurrence } }),
    ...(textOf(task['sentence']) !== '' && { sentence: cleanText(textOf(task['sentence'])) }),
    ...others,
    ...(task['status'] === 'completed' && completedAt && { completedAt }),
  };
  const remarks = orphan ? ['its series is not in the file, so it does not repeat'] : [];
  const key = keyOf(task['id']);
  if (key === null) throw new InvalidTaskError('/id', 'it has no id');
  return { kind: 'task', line, key, task: read, remarks };
}

function seriesRow(one: Members, line: number): SourceRow {
  const template = membersOf(one['template']);
  const offsets = listOf(template['reminderOffsets']).map(Number).filter(Number.isInteger);
  const kept: SeriesTemplate = {
    ...contentOf(template),
    ...(Array.isArray(template['reminderOffsets']) && { reminderOffsets: offsets }),
  };
  const { createdAt, updatedAt, endedAt, pausedAt, countedFrom } = datesOf(one, [
    ...['createdAt', 'updatedAt', 'endedAt', 'pausedAt', 'countedFrom'],
  ]);
  const ahead = Number(one['ahead']);
  const series: SourceSeries = {
    ...{ rrule: textOf(one['rrule']), civilStart: civil(one['civilStart']), zone: textOf(one['zone']) },
    mode: oneOf(recurrenceModes, one['mode'], '/mode'),
    missed: oneOf(missedPolicies, one['missed'], '/missed'),
    exdates: listOf(one['exdates']).map(textOf),
    skipped: listOf(one['skipped']).map(textOf),
    ahead: Number.isInteger(ahead) && ahead >= 1 && ahead <= 10 ? ahead : 1,
    ...{ floating: one['floating'] !== false, template: kept, exhausted: one['exhausted'] === true },
    locale: cleanText(textOf(one['locale'])).slice(0, 35) || 'en',
    ...{ endedAt: endedAt ?? null, pausedAt: pausedAt ?? null, countedFrom: countedFrom ?? null },
    createdAt: createdAt ?? required(one['createdAt'], '/createdAt'),
    updatedAt: updatedAt ?? required(one['updatedAt'], '/updatedAt'),
    previous: keyOf(one['previousId']),
  };
  assertKnownZone(series.zone);
  validateRule({ ...series, exdates: [...series.exdates] });
  const key = keyOf(one['id']);
  if (key === null) throw new InvalidTaskError('/id', 'it has no id');
  return { kind: 'series', line, key, series };
}

/** @throws DomainError */
function contentOf(value: Members): Omit<SourceTask, 'due'> {
  return checkContent({
    title: textOf(value['title']),
    notes: textOf(value['notes']),
    priority: oneOf<Priority>(priorities, value['priority'], '/priority'),
    tags: listOf(value['tags']).map(textOf),
    list: takeList(textOf(value['list'])),
  });
}

function wishOf({ kind, offsetMinutes, at }: Members): ReminderWish | null {
  if (kind === 'offset') return { kind, minutes: Number(offsetMinutes) || 0 };
  return kind === 'absolute' ? { kind, at: required(at, '/reminders') } : null;
}

function keyOf(id: unknown): string | null {
  return typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? `parley:${id}` : null;
}

function civil(value: unknown): string {
  const text = textOf(value);
  if (!isCivil(text)) throw new InvalidTaskError('/civilStart', 'civilStart is no date or time');
  return text;
}

function oneOf<T extends string>(known: readonly T[], value: unknown, pointer: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined)
    throw new InvalidTaskError(pointer, `${pointer.slice(1)} is none of ${known.join(', ')}`);
  return found;
}

function required(value: unknown, pointer: string): Date {
  const at = instantIn(value);
  if (!at) throw new InvalidTaskError(pointer, `${pointer.slice(1)} is no instant`);
  return at;
}

function datesOf(value: Members, names: readonly string[]): Partial<Record<string, Date>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const at = instantIn(value[name]);
      return at ? [[name, at]] : [];
    }),
  );
}
