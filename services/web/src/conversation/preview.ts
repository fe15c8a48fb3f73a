import type { Parsed, ParsedSpan, RejectedPart } from '../api/types.js';
import { civilWording, type Reader } from '../time/wording.js';

/** One thing that was understood. */
export interface PreviewChip {
  /** What it is to the person: "Due", "Repeats". */
  readonly label: string;
  /** What it was read as, or the words themselves where they say it best. */
  readonly text: string;
  /** The words, as they were typed. */
  readonly typed: string;
  /** Where the words are; what has to be rejected for them to stay words. */
  readonly parts: readonly RejectedPart[];
}

const labels: Readonly<Record<string, string>> = {
  due: 'Due',
  recurrence: 'Repeats',
  reminder: 'Reminder',
  priority: 'Priority',
  tag: 'Tag',
  list: 'List',
  title: 'Title',
};

/** What becomes of tasks that exist, or what is shown. */
const acts: Readonly<Record<string, string>> = {
  complete: 'Marks done',
  reopen: 'Opens again',
  delete: 'Deletes',
  reschedule: 'Moves',
  snooze: 'Snoozes',
  remind: 'Reminds of',
  update: 'Changes',
  skip: 'Skips',
  'stop-repeat': 'Stops repeating',
  pause: 'Pauses',
  resume: 'Resumes',
  list: 'Shows',
  search: 'Searches',
};

/** To reject any of these makes a sentence a task. */
const ACT = new Set(['intent', 'ref', 'filter']);

/** What Parley understood of the sentence, in the order it was typed. */
export function previewChips(parsed: Parsed, now: Date, reader: Reader): readonly PreviewChip[] {
  const chips = new Map<string, PreviewChip>();
  for (const span of [...parsed.spans].sort((a, b) => a.start - b.start)) {
    const kind = kindOf(span, parsed);
    if (kind === null) continue;
    // "tomorrow" and "at 5pm" are two spans of one due time; "every 1st" and "for 3 weeks" of one rule.
    const key = kind.together ? kind.label : `${kind.label} ${span.value}`;
    const known = chips.get(key);
    const typed = [known?.typed, span.text.trim()].filter(Boolean).join(' ');
    const { start, end, type } = span;
    const parts = [...(known?.parts ?? []), { start, end, type }];
    chips.set(key, { label: kind.label, text: readAs(span, now, reader) ?? typed, typed, parts });
  }
  return [...chips.values()].map((chip) => (isAct(chip) ? actChip(chip, parsed) : chip));
}

/** The name of what a span says, and whether all such spans say it together; null when it says nothing. */
function kindOf(
  { type, value }: ParsedSpan,
  { intent, repeats }: Parsed,
): { readonly label: string; readonly together: boolean } | null {
  if (ACT.has(type)) {
    const act = acts[intent.kind];
    if (act !== undefined) return { label: act, together: true };
    return value === 'remind' ? { label: 'Reminder', together: true } : null;
  }
  // A rule has its own chip; the time beside it says when it begins.
  if (type === 'due' && repeats !== undefined) return { label: 'First', together: true };
  const label = labels[type];
  return label === undefined ? null : { label, together: type === 'recurrence' };
}

function isAct({ parts }: PreviewChip): boolean {
  return parts.every(({ type }) => ACT.has(type));
}

/** An act is shown by what it is done to: the verb is in the label already. */
function actChip(chip: PreviewChip, { intent, spans }: Parsed): PreviewChip {
  if (chip.label === 'Reminder') return chip;
  const objects = spans
    .filter(({ type }) => type === 'ref' || type === 'filter')
    .map(({ text }) => text.trim());
  if (objects.length === 0) return { ...chip, text: intent.kind === 'list' ? 'open tasks' : 'the last one' };
  const text = objects.join(' ');
  return { ...chip, text: intent.otherwise === undefined ? text : `${text}, if there is such a task` };
}

/** The value in the words of the page, where it says more than what was typed. */
function readAs({ type, value }: ParsedSpan, now: Date, reader: Reader): string | null {
  switch (type) {
    case 'due':
      return civilWording(value.replace(' ', 'T'), now, reader);
    case 'priority':
    case 'title':
      return value === '' ? null : value;
    case 'tag':
      return `#${value}`;
    default:
      return null;
  }
}
