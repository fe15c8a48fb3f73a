import { sortKeys, taskParts, taskStates } from './filter.js';

export const MAX_LIMIT = 200;

/** Days, from the user's own calendar. */
const DAYS = ['today', 'tomorrow', 'yesterday', 'this-week', 'next-week', 'this-month', 'next-month'];
const PAST = ['today', 'yesterday', '7d', 'this-week', 'last-week', 'this-month', 'last-month'];

/** A key of the filter language, for who writes a filter. */
export interface FilterKey {
  readonly key: string;
  readonly about: string;
  /** Values to offer. A key without any takes names. */
  readonly values: readonly string[];
}

/** What stands before a colon. */
export const filterKeys = [
  { key: 'is', about: 'State', values: [...taskStates, 'overdue', 'all', 'mine'] },
  {
    key: 'due',
    about: 'When it is due',
    values: [...DAYS, 'this-weekend', '7d', 'overdue', 'none', '2026-12-01..2026-12-24'],
  },
  { key: 'before', about: 'Due before a day', values: DAYS },
  { key: 'after', about: 'Due after a day', values: DAYS },
  { key: 'created', about: 'When it was made', values: PAST },
  { key: 'updated', about: 'When it changed last', values: PAST },
  { key: 'done', about: 'When it was done', values: PAST },
  { key: 'has', about: 'What it has', values: taskParts },
  { key: 'no', about: 'What it lacks', values: taskParts },
  { key: 'priority', about: 'How urgent it is', values: ['high', 'medium', 'low', '>=medium'] },
  { key: 'tag', about: 'A tag, as #tag', values: [] },
  { key: 'list', about: 'A list, as +list', values: [] },
  { key: 'by', about: 'Whose it is', values: ['@me'] },
  { key: 'sort', about: 'Order', values: sortKeys.flatMap((key) => [key, `-${key}`]) },
  { key: 'limit', about: 'How many', values: ['10', '20', '50'] },
] as const satisfies readonly FilterKey[];

export type FilterKeyName = (typeof filterKeys)[number]['key'];

/** What other programs call these keys, so that somebody used to it is shown the right one. */
export const otherNames: Readonly<Record<string, FilterKeyName>> = {
  label: 'tag',
  labels: 'tag',
  project: 'list',
  state: 'is',
  status: 'is',
  deadline: 'due',
  date: 'due',
  completed: 'done',
  closed: 'done',
  modified: 'updated',
  prio: 'priority',
  order: 'sort',
  without: 'no',
  assignee: 'by',
  since: 'after',
  until: 'before',
};

/** Likewise for values of `is:`. */
export const otherStates: Readonly<Record<string, string>> = {
  completed: 'done',
  closed: 'done',
  finished: 'done',
  late: 'overdue',
  repeating: 'recurring',
  any: 'all',
};

export function isFilterKey(name: string): name is FilterKeyName {
  return filterKeys.some(({ key }) => key === name);
}

export function valuesOf(name: FilterKeyName): readonly string[] {
  return filterKeys.find(({ key }) => key === name)?.values ?? [];
}
