import type { ParsedSpan } from '../api/types.js';
import { civilWording, type Reader } from '../time/wording.js';

export interface PreviewChip {
  readonly label: string;
  readonly text: string;
}

const labels: Readonly<Record<string, string>> = {
  due: 'Due',
  recurrence: 'Repeats',
  reminder: 'Reminder',
  priority: 'Priority',
  tag: 'Tag',
  list: 'List',
};

/** The time of a series is reported as a due time with this value. */
const OF_SERIES = 'recurrence';

/** What Parley understood of the sentence, as short labelled pieces in the order they were typed. */
export function previewChips(
  spans: readonly ParsedSpan[],
  now: Date,
  reader: Reader,
): readonly PreviewChip[] {
  const chips = new Map<string, PreviewChip>();
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const type = span.type === 'due' && span.value === OF_SERIES ? 'recurrence' : span.type;
    const label = labels[type];
    if (label === undefined) continue;
    // "tomorrow" and "at 5pm" are two spans of one due time; "every 1st" and "at 9am" of one series.
    const key = type === 'recurrence' ? type : `${type} ${span.value}`;
    const known = chips.get(key);
    const typed = span.text.trim();
    const joined = type === 'recurrence' && known !== undefined ? `${known.text} ${typed}` : typed;
    chips.set(key, { label, text: readAs(type, span.value, now, reader) ?? joined });
  }
  return [...chips.values()];
}

/** The value in the words of the page, where it says more than what was typed. */
function readAs(type: string, value: string, now: Date, reader: Reader): string | null {
  switch (type) {
    case 'due':
      return civilWording(value.replace(' ', 'T'), now, reader);
    case 'priority':
      return value === '' ? null : value;
    case 'tag':
      return `#${value}`;
    default:
      return null;
  }
}
