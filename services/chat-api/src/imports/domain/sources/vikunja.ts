import { instantToCivil } from '@parley/recurrence';
import type { Recurrence } from '../../../series/domain/new-series.js';
import { civilOf, dueFrom, type Due } from '../../../tasks/domain/due.js';
import type { ReminderWish } from '../../../tasks/domain/reminder.js';
import type { Priority } from '../../../tasks/domain/task.js';
import { instantIn, taskRow } from '../build-task.js';
import type { SourceContext, SourceRow } from '../source-row.js';
import { listOf, membersOf, parseJson, textOf, type Members } from './json-members.js';

/** Unset, low, medium, high, urgent, do now. */
const PRIORITIES: readonly Priority[] = ['medium', 'low', 'medium', 'high', 'high', 'high'];
const PERIODS = [
  { seconds: 604_800, frequency: 'WEEKLY' },
  { seconds: 86_400, frequency: 'DAILY' },
  { seconds: 3_600, frequency: 'HOURLY' },
] as const;
/** `repeat_mode`: after so many seconds, each month, so many seconds after it was done. */
const MONTHLY = 1;
const FROM_COMPLETION = 2;

/** `data.json` of a Vikunja user export: projects with their tasks, nested ones too. */
export function* readVikunja(text: string, context: SourceContext): Generator<SourceRow> {
  let line = 0;
  for (const { task, list } of tasksOf(parseJson(text), null)) {
    line += 1;
    yield rowOf(task, list, line, context);
  }
}

function* tasksOf(value: unknown, above: string | null): Generator<{ task: Members; list: string | null }> {
  for (const entry of listOf(value)) {
    const project = membersOf(entry);
    const list = [above, textOf(project['title'])].filter((name) => name !== null && name !== '').join(' / ');
    for (const task of listOf(project['tasks'])) yield { task: membersOf(task), list };
    for (const inner of ['lists', 'projects', 'child_projects']) yield* tasksOf(project[inner], list);
  }
}

function rowOf(task: Members, list: string | null, line: number, context: SourceContext): SourceRow {
  const at = instantIn(task['due_date']);
  const due = at ? dueAt(at, context.zone) : null;
  const reminders = listOf(task['reminders']).flatMap((one) => wishOf(membersOf(one)) ?? []);
  const repeated = due && repetition(task, due);
  const comments = listOf(task['comments']).map((one) => plain(textOf(membersOf(one)['comment'])));
  return taskRow({
    ...{ line, key: `vikunja:${textOf(task['id'])}`, title: textOf(task['title']), due, list },
    notes: [plain(textOf(task['description'])), ...comments],
    priority: PRIORITIES[Number(task['priority'] ?? 0)] ?? 'medium',
    tags: listOf(task['labels']).map((label) => textOf(membersOf(label)['title'])),
    ...(reminders.length > 0 && { reminders }),
    recurrence: repeated?.recurrence,
    remarks: repeated?.remark === undefined ? [] : [repeated.remark],
    createdAt: instantIn(task['created']),
    completedAt: task['done'] === true ? (instantIn(task['done_at']) ?? context.now) : undefined,
  });
}

/** Vikunja knows instants only; midnight stands for the whole day. */
function dueAt(at: Date, zone: string): Due {
  const civil = instantToCivil(at, zone);
  return dueFrom(civil.endsWith('T00:00') ? civil.slice(0, 10) : civil, zone);
}

function repetition(task: Members, due: Due): { recurrence?: Recurrence; remark?: string } {
  const seconds = Number(task['repeat_after'] ?? 0);
  const repeatMode = Number(task['repeat_mode'] ?? 0);
  const start = { civilStart: civilOf(due).slice(0, 16), mode: 'fixed' } as const;
  if (repeatMode === MONTHLY) return { recurrence: { ...start, rrule: 'FREQ=MONTHLY' } };
  if (!(seconds > 0)) return {};
  const period = PERIODS.find((one) => seconds % one.seconds === 0);
  if (!period || (due.kind === 'date' && period.frequency === 'HOURLY'))
    return { remark: `it does not repeat here: every ${seconds} seconds cannot be told as a rule` };
  const interval = seconds / period.seconds;
  const rrule = `FREQ=${period.frequency}${interval > 1 ? `;INTERVAL=${interval}` : ''}`;
  return {
    recurrence: { ...start, rrule, mode: repeatMode === FROM_COMPLETION ? 'completion' : 'fixed' },
  };
}

function wishOf(reminder: Members): ReminderWish | null {
  const seconds = Number(reminder['relative_period'] ?? 0);
  if (reminder['relative_to'] === 'due_date' && seconds <= 0)
    return { kind: 'offset', minutes: Math.round(-seconds / 60) };
  const at = instantIn(reminder['reminder']);
  return at ? { kind: 'absolute', at } : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};

/** The text of a rich-text field; it is shown as text only. */
function plain(html: string): string {
  return html
    .replace(/<(?:br\s*\/?|\/p|\/li|\/h\d)>/gi, '\n')
    .replace(/<[^<>]{0,2000}>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .trim();
}
