import type { TagCount } from '../api/types.js';
import type { Client } from '../sync/client.svelte.js';
import { ranked, type Suggestion } from '../design/suggestion.js';
import { type Command, commands, type CompletionRequest, completionAt, offeredTags } from './completion.js';

/** The tags and commands that the composer offers while the person writes. */
export class CompletionState {
  request = $state.raw<CompletionRequest | null>(null);
  active = $state(0);
  private tags = $state.raw<readonly TagCount[]>([]);
  /** The tasks as they were when the tags were read. */
  private tagsOf: unknown = null;

  constructor(private readonly client: Client) {}

  readonly suggestions = $derived.by<readonly Suggestion[]>(() => {
    if (this.request === null) return [];
    const { kind, query } = this.request;
    if (kind === 'command') return ranked(commands, query, (command) => command.name).map(ofCommand);
    return offeredTags(this.tags, query).map(ofTag);
  });

  /** To be called after every change of the text or the caret. */
  update(text: string, caret: number): void {
    const request = completionAt(text, caret);
    if (request?.start !== this.request?.start || request?.query !== this.request?.query) this.active = 0;
    this.request = request;
    if (request?.kind === 'tag') void this.loadTags();
  }

  close(): void {
    this.request = null;
  }

  /** Moves the highlight, around the ends. */
  move(by: number): void {
    const count = this.suggestions.length;
    if (count > 0) this.active = (this.active + by + count) % count;
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
