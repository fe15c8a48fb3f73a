import { isDomainError } from '@parley/kernel';
import { parse, type Due as SaidDue, type RecurrenceDraft } from '@parley/language';
import { instantToCivil } from '@parley/recurrence';
import { dueFrom, instantOf, type Due } from '../../tasks/domain/due.js';
import type { SourceContext } from './source-row.js';

/** What words about time mean. */
export interface When {
  readonly due: Due | null;
  readonly recurrence?: RecurrenceDraft;
}

/** A text that is no date; `message` says so to the person. */
export class UnknownDateError extends Error {}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
/** A title that no grammar takes for anything else. */
const STAND_IN = 'xxxx';

/**
 * Reads a date: ISO 8601 with or without a zone, or words ("every 3rd friday"), as in a conversation. A date that is
 * over stays as it is: a file tells how things are.
 * @throws UnknownDateError
 */
export function readWhen(raw: string, context: SourceContext, zone = context.zone): When {
  const text = raw.trim();
  if (text === '') return { due: null };
  const [, date, time, offset] = ISO.exec(text) ?? [];
  try {
    if (date === undefined) return readWords(text, { ...context, zone });
    if (time === undefined) return { due: dueFrom(date, zone) };
    if (offset === undefined) return { due: dueFrom(`${date}T${time}`, zone) };
    const instant = new Date(text.replace(' ', 'T').toUpperCase());
    if (Number.isNaN(instant.getTime())) throw new UnknownDateError(unknown(text));
    return { due: dueFrom(instantToCivil(instant, zone), zone) };
  } catch (error) {
    if (isDomainError(error)) throw new UnknownDateError(error.message);
    throw error;
  }
}

function readWords(text: string, { now, zone, locale }: SourceContext): When {
  const { intent } = parse(`${STAND_IN} ${text}`, { now, zone, locale });
  if (intent.kind !== 'create') throw new UnknownDateError(unknown(text));
  const [problem] = intent.problems;
  if (problem?.code === 'date.past') {
    const said = problem.suggestions
      .flatMap(({ patch }) => patch?.due ?? [])
      .map((due) => toDue(due, zone))
      .find((due) => instantOf(due) < now);
    if (said) return { due: said };
  }
  if (problem) throw new UnknownDateError(problem.message);
  if (intent.title !== STAND_IN || !intent.due) throw new UnknownDateError(unknown(text));
  const { due, recurrence } = intent;
  return { due: toDue(due, zone), ...(recurrence && { recurrence }) };
}

function toDue(due: SaidDue, zone: string): Due {
  return due.kind === 'date' ? dueFrom(due.date, zone) : dueFrom(due.civil, due.zone);
}

function unknown(text: string): string {
  return `"${text.slice(0, 80)}" is no date that is understood`;
}
