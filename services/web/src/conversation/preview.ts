import type { ParsedSpan } from '../api/types.js';

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

/** What Parley understood of the sentence, as short labelled pieces in the order they were typed. */
export function previewChips(spans: readonly ParsedSpan[]): readonly PreviewChip[] {
  return [...spans]
    .sort((a, b) => a.start - b.start)
    .flatMap((span) => {
      const label = labels[span.type];
      return label === undefined ? [] : [{ label, text: span.text.trim() }];
    });
}
