import type { TextRange } from '../api/types.js';

/** A piece of a text, and whether it was searched for. */
export interface Segment {
  readonly text: string;
  readonly marked: boolean;
}

/** The text in pieces. Ranges are in order and may be of an older text, so what lies beyond is left out. */
export function segments(text: string, ranges: readonly TextRange[]): readonly Segment[] {
  const pieces: Segment[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    if (start < at || end > text.length) continue;
    pieces.push(
      { text: text.slice(at, start), marked: false },
      { text: text.slice(start, end), marked: true },
    );
    at = end;
  }
  return [...pieces, { text: text.slice(at), marked: false }].filter((piece) => piece.text !== '');
}

const AROUND = 40;

/** The words around the first range, on one line. */
export function excerpt(text: string, ranges: readonly TextRange[]): readonly Segment[] {
  const [first] = ranges;
  if (first === undefined || first.end > text.length) return [];
  const blank = text.indexOf(' ', first.start - AROUND);
  const start = first.start <= AROUND ? 0 : blank === -1 || blank >= first.start ? first.start : blank + 1;
  const end = Math.min(text.length, first.end + 2 * AROUND);
  const within = ranges
    .filter((range) => range.start >= start && range.end <= end)
    .map((range) => ({ start: range.start - start, end: range.end - start }));
  const shown = segments(text.slice(start, end), within);
  const dots = (missing: boolean): Segment[] => (missing ? [{ text: '…', marked: false }] : []);
  return [...dots(start > 0), ...shown, ...dots(end < text.length)];
}
