import { foldName } from '@parley/language';
import { cleanText } from '../../tasks/domain/task-content.js';
import { InvalidFilterNameError } from './errors.js';

/** A filter that a user keeps by name. */
export interface SavedFilter {
  readonly id: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly name: string;
  /** In the filter language, as it was typed: its days are those of the day on which it is used. */
  readonly query: string;
  /** Place among the user's filters, from 0. */
  readonly position: number;
  /** Counts the changes, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What of a saved filter changes; the rest stays. */
export type FilterEdit = Partial<Pick<SavedFilter, 'name' | 'query' | 'position'>>;

export const MAX_SAVED = 50;
export const MAX_NAME = 60;

/** The name as it is kept. @throws InvalidFilterNameError */
export function checkName(raw: string): string {
  const name = cleanText(raw).replace(/\s+/g, ' ').trim();
  if (foldName(name) === '' || [...name].length > MAX_NAME) throw new InvalidFilterNameError(MAX_NAME);
  return name;
}

/** A saved filter as the API and the change feed show it. */
export type SavedFilterView = ReturnType<typeof savedFilterView>;

export function savedFilterView({ id, name, query, position, version, createdAt, updatedAt }: SavedFilter) {
  return {
    ...{ id, name, query, position, version },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** The filters in their new order, one of them moved to a place; behind the last one when it is beyond. */
export function moved<T extends { readonly id: string }>(
  filters: readonly T[],
  id: string,
  position: number,
): T[] {
  const others = filters.filter((filter) => filter.id !== id);
  return others.toSpliced(position, 0, ...filters.filter((filter) => filter.id === id));
}
