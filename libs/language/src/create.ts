import type { Temporal } from 'temporal-polyfill';

import type { Reading } from './context.js';
import { findRecurrence } from './recurrence/read-recurrence.js';
import { ambiguousWeekdays } from './recurrence/weekday-list.js';
import { readSeries } from './recurrence/read-series.js';
import type { CreateIntent, Problem, ReminderDraft } from './result.js';
import { distinctTags, readTags } from './steps/tags.js';
import { readList, readPriority } from './steps/priority-and-list.js';
import { say } from './messages.js';
import { readReminders, readSilence } from './steps/reminders.js';
import { MAX_TITLE, titleOf } from './steps/title.js';
import type { Draft } from './text/draft.js';
import { maskLiterals } from './text/mask.js';
import { findWhen, takeWhen } from './when/when.js';
import { isDueDate, resolveDue, type ResolvedDue } from './when/resolve-due.js';
import { dueText } from './when/due.js';

/** How the message began. */
export interface CreateOptions {
  /** "remind me": the due time is also a reminder. */
  readonly remind: boolean;
}

/** Reads a task out of the free part of a draft; what is left over is the title. */
export function readCreate(draft: Draft, reading: Reading, { remind }: CreateOptions): CreateIntent {
  const problems: Problem[] = [];
  const { messages } = reading.grammar.lexicon;
  const names = readNames(draft, reading, problems);
  const priority = readPriority(draft, reading.grammar);
  const silent = readSilence(draft, reading);

  const { due: resolved, recurrence, offsets } = readTime(draft, reading, problems, { remind, whole: false });
  if (remind) dropGlue(draft, reading);
  const title = titleOf(draft, reading.grammar.title);
  if (title === '') problems.push({ code: 'title.empty', message: messages.titleMissing, suggestions: [] });
  if (title.length > MAX_TITLE) problems.push(tooLong(reading));

  const reminders = remindersOf(offsets, resolved, remind);
  if (offsets.length > 0 && resolved.due === undefined && problems.length === 0)
    problems.push(noTime(reading));
  const untimed = remind && resolved.due === undefined ? [messages.noReminderTime] : [];
  return {
    kind: 'create',
    title,
    tags: distinctTags(names.tags, problems, messages),
    priority,
    ...(names.list === undefined ? {} : { list: names.list }),
    ...(resolved.due === undefined ? {} : { due: resolved.due }),
    ...(resolved.end === undefined ? {} : { end: resolved.end }),
    ...(recurrence === undefined ? {} : { recurrence }),
    reminders,
    ...(silent && reminders.length === 0 ? { silent } : {}),
    assumptions: [...resolved.assumptions, ...untimed],
    problems,
  };
}

/** Tags and list; quoted names before quotations are masked, bare ones after. */
export function readNames(
  draft: Draft,
  { grammar }: Reading,
  problems: Problem[],
): { readonly tags: readonly string[]; readonly list: string | undefined } {
  const { messages } = grammar.lexicon;
  const quotedTags = readTags(draft, 'quoted', problems, messages);
  const quotedList = readList(draft, 'quoted');
  maskLiterals(draft, grammar);
  const tags = [...quotedTags, ...readTags(draft, 'bare', problems, messages)];
  return { tags, list: quotedList ?? readList(draft, 'bare') };
}

interface Time {
  readonly due: ResolvedDue;
  readonly recurrence: CreateIntent['recurrence'];
  readonly offsets: readonly ReminderDraft[];
}

/**
 * Takes all that is said about time; a recurrence has its own words for start, end and times of day.
 * @param whole whether the text says nothing else, so that a lone "weekly" is no title
 */
export function readTime(
  draft: Draft,
  reading: Reading,
  problems: Problem[],
  { remind, whole }: { readonly remind: boolean; readonly whole: boolean },
): Time {
  const found = findRecurrence(draft.free, reading, whole);
  const ambiguous = found === null ? ambiguousWeekdays(draft, reading) : null;
  const offsets = readReminders(draft, reading, { remind });
  if (ambiguous !== null) {
    problems.push(ambiguous);
    return { due: { assumptions: [] }, recurrence: undefined, offsets };
  }
  if (found !== null) {
    const series = readSeries(draft, found, reading);
    if (series.problem !== undefined) problems.push(series.problem);
    const due = series.due === undefined ? {} : { due: series.due };
    return { due: { ...due, assumptions: series.assumptions }, recurrence: series.recurrence, offsets };
  }
  const when = findWhen(draft.free, reading);
  const due = resolveDue(when, reading);
  if (due.problem !== undefined) problems.push(due.problem);
  const meant = { ...when, dates: when.dates.filter((date) => isDueDate(date, reading)) };
  takeWhen(draft, meant, due.due === undefined ? '' : dueText(due.due), due.assumptions);
  return { due, recurrence: undefined, offsets };
}

/** A moment "in 30 minutes" is kept to the second; any other reminder is at the due time. */
function remindersOf(
  offsets: readonly ReminderDraft[],
  { due, exact }: ResolvedDue,
  remind: boolean,
): readonly ReminderDraft[] {
  if (due === undefined || !remind || offsets.length > 0) return offsets;
  return exact === undefined
    ? [{ kind: 'offset', minutes: 0 }]
    : [{ kind: 'absolute', instant: isoOf(exact) }];
}

export function isoOf(instant: Temporal.Instant): string {
  return new Date(instant.epochMilliseconds).toISOString();
}

/** "remind me tomorrow to …": the words between the time and the title. */
function dropGlue(draft: Draft, { grammar }: Reading): void {
  const glue = grammar.intents.remindGlue.exec(draft.free);
  if (glue !== null) draft.drop({ start: 0, end: glue[0].length });
}

function noTime({ grammar }: Reading): Problem {
  return {
    code: 'reminder.no-time',
    message: grammar.lexicon.messages.reminderNeedsTime,
    suggestions: [],
  };
}

/** A title that is longer than one may be. */
export function tooLong({ grammar }: Reading): Problem {
  const message = say(grammar.lexicon.messages.titleTooLong, { max: MAX_TITLE });
  return { code: 'title.too-long', message, suggestions: [] };
}
