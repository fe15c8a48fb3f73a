import type ICAL from 'ical.js';
import { instantIn, taskRow } from '../build-task.js';
import { untaken } from '../row-parts.js';
import type { SourceContext, SourceRow } from '../source-row.js';
import { icsBlocks } from './ics-blocks.js';
import {
  alarmsOf,
  civilText,
  parsed,
  priorityOf,
  RAW_RULE,
  recurrenceOf,
  summaryIn,
  textIn,
  timeIn,
  unknownZone,
} from './ics-values.js';

/** Components that hold no task and are part of others. */
const SILENT = new Set(['vtimezone']);

interface Todo {
  readonly line: number;
  readonly uid: string;
  readonly component: ICAL.Component;
}

/** VTODOs of an iCalendar file (RFC 5545). Occurrences that a file tells of one by one belong to the series they name. */
export function* readIcs(text: string, context: SourceContext): Generator<SourceRow> {
  const overrides = new Map<string, Todo[]>();
  const masters: Todo[] = [];
  for (const { line, name, text: block } of icsBlocks(text)) {
    if (SILENT.has(name)) continue;
    if (name !== 'vtodo') {
      yield untaken('skipped', line, `a ${name.toUpperCase()} is no task`, summaryIn(block));
      continue;
    }
    const component = parsed(block);
    if (!component) {
      yield untaken('refused', line, 'it is no valid VTODO', summaryIn(block));
      continue;
    }
    const uid = textIn(component, 'uid');
    const todo = { line, uid: uid === '' ? `line-${line}-${textIn(component, 'summary')}` : uid, component };
    if (component.hasProperty('recurrence-id'))
      overrides.set(todo.uid, [...(overrides.get(todo.uid) ?? []), todo]);
    else masters.push(todo);
  }
  for (const todo of masters) yield rowOf(todo, context, overrides.get(todo.uid) ?? []);
  const ruled = new Set(masters.map(({ uid }) => uid));
  for (const [uid, todos] of overrides) {
    for (const todo of todos) if (!ruled.has(uid) || isDone(todo)) yield rowOf(todo, context, []);
  }
}

/** @param overrides occurrences of it that the file tells by themselves */
function rowOf(todo: Todo, context: SourceContext, overrides: readonly Todo[]): SourceRow {
  // The first one that is open is where the series stands.
  const open = overrides
    .filter((one) => !isDone(one))
    .sort((a, b) => (recurrenceId(a, context) < recurrenceId(b, context) ? -1 : 1))[0];
  const { line, uid, component } = open ?? todo;
  const shown = component;
  const rule = textIn(todo.component, RAW_RULE);
  const due = timeIn(shown, 'due', context) ?? timeIn(shown, 'dtstart', context);
  const start = timeIn(todo.component, 'dtstart', context) ?? due;
  const done = isDone(open ?? todo);
  const remarks: string[] = [];
  if (rule !== '' && !start) remarks.push('it does not repeat here, since it has no date');
  const unknown = unknownZone(shown);
  if (unknown !== null) remarks.push(`its time zone "${unknown}" is not known; it is read in yours`);
  const reminders = alarmsOf(shown);
  const id = recurrenceId({ line, uid, component: shown }, context);
  return taskRow({
    ...{
      line,
      key: `ics:${uid}${open || id === '' ? '' : `:${id}`}`,
      title: textIn(shown, 'summary'),
      due: due ?? null,
    },
    notes: [textIn(shown, 'description')],
    priority: priorityOf(shown),
    tags: shown.getAllProperties('categories').flatMap((one) => one.getValues().map(String)),
    list: textIn(shown, 'x-parley-list'),
    ...(reminders.length > 0 && { reminders }),
    ...(rule !== '' && start && { recurrence: recurrenceOf(todo.component, rule, start) }),
    remarks,
    createdAt: instantIn(textIn(shown, 'created')),
    completedAt: done ? (instantIn(textIn(shown, 'completed')) ?? context.now) : undefined,
  });
}

function isDone({ component }: Todo): boolean {
  return /^(?:COMPLETED|CANCELLED)$/i.test(textIn(component, 'status')) || component.hasProperty('completed');
}

function recurrenceId({ component }: Todo, context: SourceContext): string {
  const at = timeIn(component, 'recurrence-id', context);
  return at ? civilText(at) : '';
}
