import type { FilterKey, TagCount } from '../api/types.js';
import { ranked, type Suggestion } from '../design/suggestion.js';
import type { Client } from '../sync/client.svelte.js';
import { filterRequestAt, type FilterRequest } from './filter-completion.js';

/** What the filter field offers while the person types: keys, their values, tags and lists. */
export class FilterAssist {
  request = $state.raw<FilterRequest | null>(null);
  /** The suggestion that Enter takes; -1 until one is chosen, so that Enter alone changes nothing. */
  active = $state(-1);
  private keys = $state.raw<readonly FilterKey[]>([]);
  private tags = $state.raw<readonly TagCount[]>([]);
  private loading = false;

  constructor(private readonly client: Client) {}

  readonly suggestions = $derived.by<readonly Suggestion[]>(() => {
    if (this.request === null) return [];
    const { kind, key, query } = this.request;
    if (kind === 'key') {
      const begun = this.keys.filter((known) => known.key.startsWith(query.toLowerCase()));
      return begun.map((known) => ({ name: known.key, label: `${known.key}:`, aside: known.about }));
    }
    if (kind === 'tag' || key === 'tag') return this.names(this.tagNames(), '#', query);
    if (kind === 'list' || key === 'list') return this.names(this.listNames(), '+', query);
    const values =
      this.keys.find((known) => known.key === (kind === 'priority' ? 'priority' : key))?.values ?? [];
    const fitting = kind === 'priority' ? values.filter((value) => /^\w+$/.test(value)) : values;
    return this.names(
      fitting.map((name) => ({ name, aside: '' })),
      '',
      query,
    );
  });

  /** To be called after every change of the text or the caret. */
  update(text: string, caret: number): void {
    this.request = filterRequestAt(text, caret);
    this.active = -1;
    if (this.request !== null) void this.load();
  }

  close(): void {
    this.request = null;
  }

  /** Moves the highlight, around the ends. */
  move(by: number): void {
    const count = this.suggestions.length;
    if (count === 0) return;
    this.active = this.active === -1 ? (by > 0 ? 0 : count - 1) : (this.active + by + count) % count;
  }

  private names(
    candidates: readonly { readonly name: string; readonly aside: string }[],
    sigil: string,
    query: string,
  ): readonly Suggestion[] {
    return ranked(candidates, query, ({ name }) => name)
      .filter(({ name }) => name !== query)
      .map(({ name, aside }) => ({ name, label: sigil + name, aside }));
  }

  private tagNames() {
    return this.tags.map(({ tag, count }) => ({ name: tag, aside: String(count) }));
  }

  private listNames() {
    const names = Object.values(this.client.state.tasks).flatMap(({ list }) => list ?? []);
    return [...new Set(names)].sort().map((name) => ({ name, aside: '' }));
  }

  /** Once; without an answer nothing is offered, and the next key tries again. */
  private async load(): Promise<void> {
    if (this.loading || this.keys.length > 0) return;
    this.loading = true;
    try {
      [this.keys, this.tags] = await Promise.all([this.client.api.filterKeys(), this.client.api.tags()]);
    } catch {
      // Typing goes on without suggestions.
    } finally {
      this.loading = false;
    }
  }
}
