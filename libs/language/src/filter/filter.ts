import type { Civil } from '@parley/recurrence';

import type { Priority } from '../result.js';

export const taskStates = ['open', 'done', 'recurring'] as const;
export type TaskState = (typeof taskStates)[number];

/** What a task may have, beside what other terms ask for. */
export const taskParts = ['reminder'] as const;
export type TaskPart = (typeof taskParts)[number];

export const sortKeys = ['due', 'priority', 'created', 'updated', 'title'] as const;
export type SortKey = (typeof sortKeys)[number];

/**
 * When a task is due. Days are those of the asking user's zone; the instants are their edges there, `until`
 * exclusive, ISO 8601 in UTC, null for an open end.
 */
export type DueFilter =
  | { readonly kind: 'none' }
  /** Whole days before `date`, times before `instant`. */
  | { readonly kind: 'overdue'; readonly date: Civil; readonly instant: string }
  | {
      readonly kind: 'range';
      /** First and last day, both inclusive. */
      readonly first: Civil | null;
      readonly last: Civil | null;
      readonly from: string | null;
      readonly until: string | null;
    };

export type Condition =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'priority'; readonly priority: Priority }
  | { readonly kind: 'due'; readonly due: DueFilter }
  | { readonly kind: 'is'; readonly state: TaskState }
  | { readonly kind: 'has'; readonly part: TaskPart }
  | { readonly kind: 'list'; readonly name: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'phrase'; readonly text: string };

export type FilterTerm = Condition & { readonly not: boolean };

/** All terms must hold. Nothing said about sort or limit is empty or null. */
export interface Filter {
  readonly terms: readonly FilterTerm[];
  readonly sort: readonly { readonly key: SortKey; readonly descending: boolean }[];
  readonly limit: number | null;
}

export const emptyFilter: Filter = { terms: [], sort: [], limit: null };
