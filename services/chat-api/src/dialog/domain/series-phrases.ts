import type { Ref } from '@parley/language';

/** What can be asked of a series. */
export type SeriesAct =
  'skip' | 'stop-repeat' | 'pause' | 'resume' | 'delete-this' | 'delete-future' | 'delete-all';

export interface SeriesIntent {
  readonly kind: SeriesAct;
  readonly refs: readonly Ref[];
}

const VERBS: readonly (readonly [RegExp, SeriesAct])[] = [
  [/^skip(?:\s+(.+))?$/iu, 'skip'],
  [/^stop repeating(?:\s+(.+))?$/iu, 'stop-repeat'],
  [/^pause(?:\s+(.+))?$/iu, 'pause'],
  [/^resume(?:\s+(.+))?$/iu, 'resume'],
  [/^delete (#\d+), only this one$/iu, 'delete-this'],
  [/^delete (#\d+) and all after it$/iu, 'delete-future'],
  [/^delete (#\d+) and its whole series$/iu, 'delete-all'],
];

/** What a message asks of a series, or null. The buttons of {@link deleteOptions} are among what it reads. */
export function readSeriesIntent(text: string): SeriesIntent | null {
  const said = text.trim().replace(/[.!]$/u, '');
  for (const [pattern, kind] of VERBS) {
    const match = pattern.exec(said);
    if (match) return { kind, refs: [refOf(match[1]?.trim() ?? '')] };
  }
  return null;
}

function refOf(words: string): Ref {
  if (words === '' || /^(it|that|this|the last one)$/iu.test(words)) return { kind: 'last' };
  const number = /^#(\d{1,9})$/.exec(words)?.[1];
  if (number !== undefined) return { kind: 'number', n: Number(number) };
  return /^\d{1,9}$/.test(words) ? { kind: 'index', n: Number(words) } : { kind: 'text', text: words };
}

/** The buttons with which a delete of a recurring task is confirmed. */
export function deleteOptions({ number }: { readonly number: number }): { label: string; text: string }[] {
  return [
    { label: 'Only this one', text: `delete #${number}, only this one` },
    { label: 'This and all after it', text: `delete #${number} and all after it` },
    { label: 'The whole series', text: `delete #${number} and its whole series` },
  ];
}
