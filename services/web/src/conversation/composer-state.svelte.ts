import type { Parsed, TagCount } from '../api/types.js';
import type { Client } from '../sync/client.svelte.js';
import { ranked, type Suggestion } from '../design/suggestion.js';
import { type Command, commands, type CompletionRequest, completionAt } from './completion.js';
import { type PreviewChip, previewChips } from './preview.js';

const PARSE_AFTER_MS = 180;

/** What the composer offers while the person writes: completions, and what was understood so far. */
export class ComposerState {
  chips = $state.raw<readonly PreviewChip[]>([]);
  request = $state.raw<CompletionRequest | null>(null);
  active = $state(0);
  private tags = $state.raw<readonly TagCount[]>([]);
  /** The tasks as they were when the tags were read. */
  private tagsOf: unknown = null;
  private parsing: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: Client) {}

  readonly suggestions = $derived.by<readonly Suggestion[]>(() => {
    if (this.request === null) return [];
    const { kind, query } = this.request;
    if (kind === 'command') return ranked(commands, query, (command) => command.name).map(ofCommand);
    return ranked(this.tags, query, (tag) => tag.tag)
      .filter((tag) => tag.tag !== query)
      .map(ofTag);
  });

  /** To be called after every change of the text or the caret. */
  update(text: string, caret: number): void {
    const request = completionAt(text, caret);
    if (request?.start !== this.request?.start || request?.query !== this.request?.query) this.active = 0;
    this.request = request;
    if (request?.kind === 'tag') void this.loadTags();
    this.parseSoon(text);
  }

  close(): void {
    this.request = null;
  }

  /** Moves the highlight, around the ends. */
  move(by: number): void {
    const count = this.suggestions.length;
    if (count > 0) this.active = (this.active + by + count) % count;
  }

  private parseSoon(text: string): void {
    clearTimeout(this.timer);
    this.parsing?.abort();
    if (text.trim().length < 3) {
      this.chips = [];
      return;
    }
    this.timer = setTimeout(() => void this.parse(text), PARSE_AFTER_MS);
  }

  /** A preview that fails is no preview; the sentence is understood when it is sent. */
  private async parse(text: string): Promise<void> {
    const parsing = new AbortController();
    this.parsing = parsing;
    const parsed = await this.client.api.parse(text, parsing.signal).catch((): Parsed | null => null);
    if (!parsing.signal.aborted)
      this.chips = previewChips(parsed?.spans ?? [], new Date(), this.client.reader);
  }

  private async loadTags(): Promise<void> {
    const { tasks } = this.client.state;
    if (this.tagsOf === tasks) return;
    this.tagsOf = tasks;
    this.tags = await this.client.api.tags().catch(() => this.tags);
  }
}

function ofCommand(command: Command): Suggestion {
  return { name: command.name, label: `/${command.name}`, aside: command.does };
}

function ofTag({ tag, count }: TagCount): Suggestion {
  return { name: tag, label: `#${tag}`, aside: String(count) };
}
