/** Filters one press away, in the filter language of the server; open tasks unless they say otherwise. */
export const presets = [
  { id: 'open', label: 'Open', query: '' },
  { id: 'today', label: 'Today', query: 'due:today' },
  { id: 'overdue', label: 'Overdue', query: 'is:overdue' },
  { id: 'week', label: 'Next 7 days', query: 'due:7d' },
  { id: 'high', label: 'High priority', query: '!high' },
  { id: 'done', label: 'Done', query: 'is:done' },
] as const;
export type PresetId = (typeof presets)[number]['id'];

export const sorts = [
  { id: 'auto', label: 'Best order', query: '' },
  { id: 'due', label: 'Due date', query: 'sort:due' },
  { id: 'priority', label: 'Priority', query: 'sort:priority,due' },
  { id: 'newest', label: 'Newest first', query: 'sort:-created' },
  { id: 'title', label: 'Title', query: 'sort:title' },
] as const;
export type SortId = (typeof sorts)[number]['id'];

/** The preset that the text is, if any. */
export function presetOf(text: string): PresetId | null {
  return presets.find(({ query }) => query === text.trim())?.id ?? null;
}

/** Whether the text itself says how to order. */
export function saysOrder(text: string): boolean {
  return /(^|[\s(])sort:/i.test(text);
}

/** The query for the server: what is typed, which decides over the order that is chosen beside it. */
export function filterQuery(text: string, sort: SortId): string {
  const typed = text.trim();
  const order = saysOrder(typed) ? '' : (sorts.find(({ id }) => id === sort)?.query ?? '');
  return [typed, order].filter((part) => part !== '').join(' ');
}
