import { readFileSync } from 'node:fs';

import { occurrences } from '@parley/recurrence';

import type { ParseContext } from './context.js';
import { conditionsIn, type Filter } from './filter/filter.js';
import { parse } from './parse.js';
import type { Due, Intent, RecurrenceDraft, Ref, ReminderDraft } from './result.js';

/** One line of the corpus; what is absent is expected to be absent. */
export interface CorpusLine {
  readonly id: string;
  readonly text: string;
  readonly at?: string;
  readonly from: string;
  readonly series?: readonly string[];
  readonly problems?: readonly string[];
  readonly [member: string]: unknown;
}

type Members = Record<string, unknown>;

const folder = new URL('../corpus/', import.meta.url);

const references = new Map(
  Object.entries(
    JSON.parse(readFileSync(new URL('references.json', folder), 'utf8')) as Record<
      string,
      { readonly now: string; readonly zone: string; readonly locale: string }
    >,
  ),
);

export function corpusLines(name: string): readonly CorpusLine[] {
  return readFileSync(new URL(`${name}.jsonl`, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusLine);
}

export function contextOf({ at = 'sat' }: Pick<CorpusLine, 'at'>): ParseContext {
  const reference = references.get(at);
  if (reference === undefined) throw new Error(`There is no reference ${at}.`);
  return { ...reference, now: new Date(reference.now) };
}

/** What the line says, in the shape of `answerTo`. */
export function expectedOf({ id: _id, text: _text, at: _at, from: _from, ...members }: CorpusLine): Members {
  const { problems, title, ...rest } = members;
  const named = problems === undefined ? { ...rest, title } : { ...rest, problems };
  return compact({ intent: 'create', ...named });
}

/** What the parser says, with as many occurrences as the line lists. */
export function answerTo(line: CorpusLine): Members {
  const context = contextOf(line);
  const { intent } = parse(line.text, context);
  return compact(membersOf(intent, context, line));
}

/** The reading of a sentence that is expected to be a plain task. */
export function taskOf({ text, at }: Pick<CorpusLine, 'text' | 'at'>): Intent {
  const { intent } = parse(text, contextOf({ ...(at !== undefined && { at }) }));
  return 'otherwise' in intent ? (intent.otherwise ?? intent) : intent;
}

function membersOf(intent: Intent, context: ParseContext, line: CorpusLine): Members {
  const { kind, problems = [], otherwise: _other, assumptions: _said, ...rest } = intent as Intent & Members;
  const codes = (problems as readonly { readonly code: string }[]).map(({ code }) => code);
  const members: Members = { intent: kind, problems: codes };
  if (codes.length > 0) return { ...members, due: dueOf(rest['due'] as Due | undefined) };
  for (const [name, value] of Object.entries(rest))
    Object.assign(members, readable(name, value, context, line));
  return members;
}

function readable(name: string, value: unknown, context: ParseContext, line: CorpusLine): Members {
  switch (name) {
    case 'due':
    case 'end':
    case 'until':
    case 'on':
      return { [name]: dueOf(value as Due | undefined) };
    case 'to':
      return { to: value === null ? 'none' : dueOf(value as Due) };
    case 'by': {
      const { days, minutes } = value as { days: number; minutes: number };
      return { by: `${days}d ${minutes}m` };
    }
    case 'recurrence':
      return seriesOf(value as RecurrenceDraft, context, line.series ?? seriesIn(line['changes']));
    case 'reminders':
      return { reminders: (value as readonly ReminderDraft[]).map(reminderText) };
    case 'refs':
      return { refs: (value as readonly Ref[]).map(refText) };
    case 'source':
      return { filter: value };
    case 'filter':
      return {};
    case 'changes': {
      const changes = Object.entries(value as Members).map(([key, part]) =>
        readable(key, part, context, line),
      );
      return { changes: compact(Object.assign({}, ...changes) as Members) };
    }
    default:
      return { [name]: value };
  }
}

function seriesIn(changes: unknown): readonly string[] {
  return (changes as { readonly series?: readonly string[] } | undefined)?.series ?? [];
}

function seriesOf(
  { rrule, civilStart, mode }: RecurrenceDraft,
  { zone }: ParseContext,
  expected: readonly string[],
): Members {
  const limit = Math.max(2, expected.length);
  const rule = { rrule, civilStart, mode, zone, missed: 'jump' as const, exdates: [] };
  const keys = occurrences(rule, { limit }).map(({ key }) => key);
  const series = keys.length < limit ? [...keys, 'end'] : keys;
  return { series, ...(mode === 'completion' && { mode }) };
}

function dueOf(due: Due | undefined): string | undefined {
  return due?.kind === 'datetime' ? due.civil : due?.date;
}

function reminderText(reminder: ReminderDraft): string {
  return reminder.kind === 'offset' ? `${reminder.minutes}m` : `@${reminder.instant}`;
}

function refText(ref: Ref): string {
  switch (ref.kind) {
    case 'index':
      return `${ref.n}`;
    case 'number':
      return `#${ref.n}`;
    case 'quoted':
      return `"${ref.text}"`;
    case 'text':
      return `~${ref.text}`;
    case 'last':
      return 'last';
    case 'all':
      return `all:${filterText(ref.filter)}`;
  }
}

function filterText({ where }: Filter): string {
  const words = [...conditionsIn(where)].map(({ condition }) => {
    if (condition.kind === 'tag') return `#${condition.tag}`;
    if (condition.kind === 'is') return `is:${condition.state}`;
    if (condition.kind === 'overdue') return 'due:overdue';
    return condition.kind === 'due' ? dayText(condition.days) : condition.kind;
  });
  return words.join(' ');
}

function dayText({ first, last }: { readonly first: string | null; readonly last: string | null }): string {
  return first === '2026-11-21' && last === first ? 'due:today' : `due:${first}..${last}`;
}

/** Without what says nothing: absent, null, empty. */
function compact(members: Members): Members {
  const says = (value: unknown): boolean =>
    value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(members).filter(([, value]) => says(value)));
}
