import type { Owner } from '../../tasks/application/task-repository.js';
import type { SavedFilter } from '../domain/saved-filter.js';

/** Saved filters of a user. Every method is scoped; a filter of somebody else does not exist here. */
export abstract class SavedFilters {
  /** In the user's order. */
  abstract list(owner: Owner): Promise<SavedFilter[]>;
  /** Also keeps others from changing them until the transaction ends. */
  abstract listForUpdate(owner: Owner): Promise<SavedFilter[]>;
  abstract insert(filter: SavedFilter): Promise<void>;
  abstract update(filter: SavedFilter): Promise<void>;
  abstract remove(filter: SavedFilter): Promise<void>;
  /** Gives each of the ids its place in the list. */
  abstract order(owner: Owner, ids: readonly string[]): Promise<void>;
}
