import type { Span, SpanType } from '../result.js';

/** Stands for text that no step may read, but that stays in the title. */
const LITERAL = '\u0001';

/** Nothing but blanks and punctuation. */
export const EDGE = /^[\s,;.!?()–-]*$/u;

/** A half-open range of UTF-16 offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * A message while it is read. `free` is as long as the typed text, so an offset means the same in both;
 * what a step has taken is blank there, what must not be read is masked.
 */
export class Draft {
  free: string;
  readonly spans: Span[] = [];
  /** Ranges that are no longer part of the title. */
  readonly taken: Range[] = [];

  constructor(readonly source: string) {
    // Control characters and line ends separate words, whatever they look like.
    this.free = source.replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/gu, ' ');
  }

  /** A reading that does not touch this one. */
  fork(): Draft {
    const copy = new Draft(this.source);
    copy.free = this.free;
    copy.spans.push(...this.spans);
    copy.taken.push(...this.taken);
    return copy;
  }

  /** Takes a range out of the title and notes what it means. */
  take(range: Range, type: SpanType, value: string): void {
    this.drop(range);
    this.spans.push({ type, ...range, text: this.source.slice(range.start, range.end), value });
  }

  /** Says what a part that was taken turned out to mean, and what was assumed to know it. */
  explain({ start }: Range, value: string, assumption?: string | null, type?: SpanType): void {
    const at = this.spans.findIndex((span) => span.start === start);
    const span = this.spans[at];
    if (span === undefined) return;
    this.spans[at] = { ...span, value, ...(assumption ? { assumption } : {}), ...(type ? { type } : {}) };
  }

  /** Goes on from a fork of this draft. */
  adopt(fork: Draft): void {
    this.free = fork.free;
    this.spans.splice(0, this.spans.length, ...fork.spans);
    this.taken.splice(0, this.taken.length, ...fork.taken);
  }

  /** Takes a range out of the title without meaning. */
  drop(range: Range): void {
    this.taken.push(range);
    this.free = fill(this.free, range, ' ');
  }

  /** Keeps a range as it is: no later step reads it. */
  mask(range: Range): void {
    this.free = fill(this.free, range, LITERAL);
  }

  /** The range without blanks at its ends. */
  trimmed(range: Range): Range {
    const text = this.free.slice(range.start, range.end);
    const start = range.start + (text.length - text.trimStart().length);
    return { start, end: Math.max(start, range.end - (text.length - text.trimEnd().length)) };
  }

  /** The typed text of what is still free, from the first to the last word. */
  rest(): Range {
    return this.trimmed({ start: 0, end: this.free.length });
  }
}

/** The text with blanks in a range. */
export function blanked(text: string, range: Range): string {
  return fill(text, range, ' ');
}

function fill(text: string, { start, end }: Range, character: string): string {
  return text.slice(0, start) + character.repeat(end - start) + text.slice(end);
}
