import type { Parsed, RejectedPart } from '../api/types.js';
import type { Client } from '../sync/client.svelte.js';
import { movedRanges } from './moved-range.js';
import { nothingMore, type PreviewDetails, previewDetails } from './preview-details.js';
import { type PreviewChip, previewChips } from './preview.js';

const PARSE_AFTER_MS = 180;
/** Shorter texts are not looked at. */
const SHORTEST = 3;
/** So many parts of one text can be rejected. */
const MOST_REJECTED = 20;

export interface ShownChip extends PreviewChip {
  /** The person says that it is not meant; its words stay words. */
  readonly rejected: boolean;
}

/** What was understood of the text while the person writes, and what of it is not meant. */
export class PreviewState {
  private text = '';
  /** What the chips mean together; that of the last answer. */
  details = $state.raw<PreviewDetails>(nothingMore);
  private understood = $state.raw<readonly PreviewChip[]>([]);
  private refused = $state.raw<readonly PreviewChip[]>([]);
  private parsing: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: Client) {}

  /** In the order of the text. A chip keeps its place while it is rejected and taken back. */
  readonly chips = $derived.by<readonly ShownChip[]>(() =>
    [
      ...this.understood.map((chip) => ({ ...chip, rejected: false })),
      ...this.refused.map((chip) => ({ ...chip, rejected: true })),
    ].sort((a, b) => startOf(a) - startOf(b)),
  );

  /** To be called after every change of the text. */
  update(text: string): void {
    if (text === this.text) return;
    this.understood = moved(this.understood, this.text, text);
    this.refused = moved(this.refused, this.text, text);
    this.text = text;
    this.parseIn(PARSE_AFTER_MS);
  }

  reject(chip: PreviewChip): void {
    if (partsOf([...this.refused, chip]).length > MOST_REJECTED) return;
    this.understood = without(this.understood, chip);
    this.refused = [...this.refused, chip];
    this.parseIn(0);
  }

  takeBack(chip: PreviewChip): void {
    this.refused = without(this.refused, chip);
    this.understood = [...this.understood, chip];
    this.parseIn(0);
  }

  /** The parts of a text that stay words, with their places in it. */
  rejectedIn(text: string): readonly RejectedPart[] {
    return partsOf(moved(this.refused, this.text, text));
  }

  private parseIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.parsing?.abort();
    if (this.text.trim().length < SHORTEST) this.show(null);
    else this.timer = setTimeout(() => void this.parse(), milliseconds);
  }

  /** A preview that fails is no preview; the sentence is understood when it is sent. */
  private async parse(): Promise<void> {
    const parsing = new AbortController();
    this.parsing = parsing;
    const parsed = await this.client.api
      .parse(this.text, partsOf(this.refused), parsing.signal)
      .catch((): Parsed | null => null);
    if (!parsing.signal.aborted) this.show(parsed);
  }

  private show(parsed: Parsed | null): void {
    const now = new Date();
    const { reader } = this.client;
    this.understood = parsed === null ? [] : previewChips(parsed, now, reader);
    this.details = parsed === null ? nothingMore : previewDetails(parsed, now, reader);
  }
}

function startOf({ parts }: PreviewChip): number {
  return parts[0]?.start ?? 0;
}

function partsOf(chips: readonly PreviewChip[]): readonly RejectedPart[] {
  return chips.flatMap(({ parts }) => parts);
}

function without(chips: readonly PreviewChip[], chip: PreviewChip): readonly PreviewChip[] {
  return chips.filter((one) => startOf(one) !== startOf(chip));
}

/** The chips whose words an edit left alone. */
function moved(chips: readonly PreviewChip[], before: string, after: string): readonly PreviewChip[] {
  return chips.flatMap((chip) => {
    const parts = movedRanges(chip.parts, before, after);
    return parts === null ? [] : [{ ...chip, parts }];
  });
}
