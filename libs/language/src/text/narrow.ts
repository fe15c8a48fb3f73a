import type { Rejected, Span } from '../result.js';

/** A text without long runs of blanks, which patterns would try at each of their places. */
export interface Narrowed {
  readonly text: string;
  /** The place in the text as typed of each place in `text`, its end included. */
  readonly places: readonly number[] | null;
}

const RUN = /[\p{Cc}\p{Z}]{3,}/gu;

/** One blank for each run of three or more; places are kept so that spans point into the text as typed. */
export function narrowed(typed: string): Narrowed {
  if (typed.search(RUN) < 0) return { text: typed, places: null };
  const places: number[] = [];
  let text = '';
  const keep = (from: number, to: number): void => {
    for (let at = from; at < to; at++) places.push(at);
    text += typed.slice(from, to);
  };
  let from = 0;
  for (const match of typed.matchAll(RUN)) {
    keep(from, match.index);
    places.push(match.index);
    text += ' ';
    from = match.index + match[0].length;
  }
  keep(from, typed.length);
  places.push(typed.length);
  return { text, places };
}

/** The span as it stands in the text as typed. */
export function widened(span: Span, { places }: Narrowed, typed: string): Span {
  if (places === null) return span;
  const start = places[span.start] ?? 0;
  const end = (places[span.end - 1] ?? typed.length - 1) + 1;
  return { ...span, start, end, text: typed.slice(start, end) };
}

/** The places of a rejected part in the narrowed text. */
export function narrowedRange({ start, end }: Rejected, { places, text }: Narrowed): Rejected {
  const limit = (at: number, most: number): number => Math.min(Math.max(0, Math.trunc(at) || 0), most);
  if (places === null) {
    const from = limit(start, text.length);
    return { start: from, end: Math.max(from, limit(end, text.length)) };
  }
  const at = (typed: number): number => {
    const found = places.findIndex((place) => place >= typed);
    return found < 0 ? text.length : found;
  };
  const from = at(limit(start, Infinity));
  return { start: from, end: Math.max(from, at(limit(end, Infinity))) };
}
