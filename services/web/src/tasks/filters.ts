/** Filters one press away, in the filter language of the server. */
export const presets = [
  { id: 'open', label: 'Open', query: 'is:open' },
  { id: 'today', label: 'Today', query: 'is:open due:today' },
  { id: 'overdue', label: 'Overdue', query: 'is:open due:overdue' },
  { id: 'week', label: 'Next 7 days', query: 'is:open due:7d' },
  { id: 'high', label: 'High priority', query: 'is:open !high' },
  { id: 'done', label: 'Done', query: 'is:done' },
] as const;
export type PresetId = (typeof presets)[number]['id'];

export const sorts = [
  { id: 'due', label: 'Due date', query: 'sort:due' },
  { id: 'priority', label: 'Priority', query: 'sort:priority,due' },
  { id: 'newest', label: 'Newest first', query: 'sort:-created' },
  { id: 'title', label: 'Title', query: 'sort:title' },
] as const;
export type SortId = (typeof sorts)[number]['id'];

export interface Filter {
  readonly preset: PresetId;
  readonly sort: SortId;
  /** What the person typed, in the same language. */
  readonly text: string;
}

/** The query for the server. What the person typed decides over what a button says. */
export function filterQuery({ preset, sort, text }: Filter): string {
  const typed = text.trim();
  const chosen = presets.find((candidate) => candidate.id === preset)?.query ?? '';
  const words = chosen.split(' ').filter((word) => !overruled(word, typed));
  const order = /(^|\s)sort:/.test(typed)
    ? []
    : [sorts.find((candidate) => candidate.id === sort)?.query ?? ''];
  return [...words, typed, ...order].filter((word) => word !== '').join(' ');
}

/** True when the typed text speaks about the same thing, e.g. `is:done` against `is:open`. */
function overruled(word: string, typed: string): boolean {
  const key = /^\w+:/.exec(word)?.[0];
  return key !== undefined && new RegExp(`(^|[\\s(-])${key}`).test(typed);
}
