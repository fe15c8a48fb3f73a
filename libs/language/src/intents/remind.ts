import { civilToInstant } from '@parley/recurrence';

import type { Reading } from '../context.js';
import { isoOf, readCreate } from '../create.js';
import type { Intent, Ref, RemindIntent, ReminderDraft } from '../result.js';
import { readReminders } from '../steps/reminders.js';
import type { Draft, Range } from '../text/draft.js';
import { resolveDue } from '../when/resolve-due.js';
import { isPlanned } from './on-tasks.js';
import { readRefs } from './refs.js';
import { takeAround, takeVerb } from './verb.js';
import { wholeWhen } from './whole.js';

/** `remind me to …` makes a task; `remind me 10 minutes before` and `remind me of #3 at 5pm` mean one that exists. */
export function readRemind(draft: Draft, reading: Reading): Intent | null {
  const body = takeRemind(draft, reading);
  return body === null ? null : readRemindBody(draft, body, reading);
}

function takeRemind(draft: Draft, { grammar }: Reading): Range | null {
  for (const { pattern } of grammar.intents.remindAround) {
    const at = pattern.exec(draft.free)?.indices?.groups?.['ref'];
    if (at === undefined) continue;
    const body = { start: at[0], end: at[1] };
    takeAround(draft, [body], 'remind');
    return body;
  }
  return takeVerb(draft, grammar.intents.remindMe, 'remind');
}

export function readRemindBody(draft: Draft, body: Range, reading: Reading): Intent {
  return beforeExisting(draft, body, reading) ?? ofExisting(draft, body, reading) ?? newTask(draft, reading);
}

/** Nothing but spans before the due time, and maybe a reference. */
function beforeExisting(draft: Draft, body: Range, reading: Reading): RemindIntent | null {
  const trial = draft.fork();
  const reminders = readReminders(trial, reading, { remind: true });
  if (reminders.length === 0) return null;
  const rest = trial.trimmed(body);
  const { refs, certain, problems } = readRefs(trial, rest, reading);
  if (certain) {
    draft.adopt(trial);
    return remind(orLast(refs), reminders, problems);
  }
  // "an hour before the dentist": a task by that name if there is one, unless a time makes it a new one.
  const otherwise = readCreate(draft.fork(), reading, { remind: true });
  const taken = trial.taken.at(-1);
  if (isPlanned(otherwise) || taken === undefined || taken.start > rest.start) return null;
  draft.adopt(trial);
  return { ...remind(refs, reminders, problems), otherwise };
}

/** "of #3 at 5pm": the reference, or none for the task talked about last, then only a time. */
function ofExisting(draft: Draft, body: Range, reading: Reading): RemindIntent | null {
  const glue = reading.grammar.intents.remindGlue.exec(draft.free.slice(body.start));
  const start = body.start + (glue?.[0].length ?? 0);
  const word = reading.grammar.refs.word.exec(draft.free.slice(start));
  const trial = draft.fork();
  const refEnd = word === null ? body.start : start + word[0].length;
  const { refs, certain, problems } = readRefs(
    trial,
    { start: Math.min(start, refEnd), end: refEnd },
    reading,
  );
  const when = wholeWhen(trial, { start: refEnd, end: body.end }, reading);
  if (!certain || when === null) return null;
  const { due, exact, problem, assumptions } = resolveDue(when, reading);

  const all = problem === undefined ? problems : [...problems, problem];
  const allDay = due?.kind === 'date' ? `${due.date}T${reading.settings.morning}` : due?.civil;
  const instant =
    exact === undefined ? allDay && civilToInstant(allDay, reading.zone).toISOString() : isoOf(exact);
  trial.take(trial.trimmed({ start: refEnd, end: body.end }), 'reminder', instant ? `@${instant}` : '');
  draft.adopt(trial);
  return { ...remind(orLast(refs), instant ? [{ kind: 'absolute', instant }] : [], all), assumptions };
}

function newTask(draft: Draft, reading: Reading): Intent {
  const glue = reading.grammar.intents.remindGlue.exec(draft.free);
  if (glue !== null) draft.drop({ start: 0, end: glue[0].length });
  return readCreate(draft, reading, { remind: true });
}

function orLast(refs: readonly Ref[]): readonly Ref[] {
  return refs.length === 0 ? [{ kind: 'last' }] : refs;
}

function remind(
  refs: readonly Ref[],
  reminders: readonly ReminderDraft[],
  problems: RemindIntent['problems'],
): RemindIntent {
  return { kind: 'remind', refs, reminders, problems, assumptions: [] };
}
