import { Injectable } from '@nestjs/common';
import { filterCreatedV1, filterDeletedV1, filterUpdatedV1 } from '@parley/contracts';
import type { EventDefinition, FilterEventV1 } from '@parley/contracts';
import { Clock, newId } from '@parley/kernel';
import { foldName, parseFilter } from '@parley/language';
import { Outbox } from '@parley/outbox';
import { ChatTransactions } from '../../chat-transactions.js';
import { PrismaChangeFeed } from '../../feed/adapters/prisma-change-feed.js';
import type { Scope } from '../../scope.js';
import { InvalidFilterError } from '../../tasks/application/search-tasks.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import {
  FilterLimitError,
  FilterNameTakenError,
  FilterNotFoundError,
  StaleFilterError,
} from '../domain/errors.js';
import {
  checkName,
  MAX_SAVED,
  moved,
  savedFilterView,
  type FilterEdit,
  type SavedFilter,
} from '../domain/saved-filter.js';
import { SavedFilters } from './saved-filters.js';

/** Makes, changes, orders and removes the filters that a user keeps by name. */
@Injectable()
export class KeepFilters {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly filters: SavedFilters,
    private readonly feed: PrismaChangeFeed,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidFilterNameError, InvalidFilterError, FilterNameTakenError, FilterLimitError */
  create(scope: Scope, wanted: { readonly name: string; readonly query: string }): Promise<SavedFilter> {
    return this.transactions.run(async () => {
      const known = await this.filters.listForUpdate(scope);
      if (known.length >= MAX_SAVED) throw new FilterLimitError(MAX_SAVED);
      const { userId, workspaceId } = scope;
      const now = this.clock.now();
      const filter: SavedFilter = {
        ...{ id: newId(), userId, workspaceId, position: known.length, version: 1 },
        ...{ name: this.checkName(wanted.name, known), query: this.checkQuery(scope, wanted.query) },
        ...{ createdAt: now, updatedAt: now },
      };
      await this.filters.insert(filter);
      await this.announce(scope, filterCreatedV1, filter);
      return filter;
    });
  }

  /**
   * @param version that the caller read; any when absent
   * @throws FilterNotFoundError, StaleFilterError, and what `create` throws but for the limit
   */
  edit(scope: Scope, id: string, edit: FilterEdit, version?: number): Promise<SavedFilter> {
    return this.transactions.run(async () => {
      const known = await this.filters.listForUpdate(scope);
      const before = find(known, id, version);
      const others = known.filter((filter) => filter.id !== id);
      const order = moved(known, id, edit.position ?? before.position);
      const filter: SavedFilter = {
        ...before,
        ...(edit.name !== undefined && { name: this.checkName(edit.name, others) }),
        ...(edit.query !== undefined && { query: this.checkQuery(scope, edit.query) }),
        ...{ position: order.indexOf(before), version: before.version + 1, updatedAt: this.clock.now() },
      };
      await this.filters.update(filter);
      await this.reorder(scope, order);
      await this.announce(scope, filterUpdatedV1, filter);
      return filter;
    });
  }

  /** @returns the filter as it was @throws FilterNotFoundError, StaleFilterError */
  delete(scope: Scope, id: string, version?: number): Promise<SavedFilter> {
    return this.transactions.run(async () => {
      const known = await this.filters.listForUpdate(scope);
      const filter = find(known, id, version);
      await this.filters.remove(filter);
      await this.reorder(
        scope,
        known.filter((other) => other.id !== id),
      );
      await this.announce(scope, filterDeletedV1, filter);
      return filter;
    });
  }

  private checkName(raw: string, others: readonly SavedFilter[]): string {
    const name = checkName(raw);
    const twin = others.find((other) => foldName(other.name) === foldName(name));
    if (twin) throw new FilterNameTakenError(twin.name);
    return name;
  }

  private checkQuery({ zone, locale }: Scope, raw: string): string {
    const query = raw.trim();
    const { problems } = parseFilter(query, { now: this.clock.now(), zone, locale });
    if (problems.length > 0) throw new InvalidFilterError(problems, '/query');
    return query;
  }

  private reorder(owner: Owner, order: readonly SavedFilter[]): Promise<void> {
    return this.filters.order(
      owner,
      order.map(({ id }) => id),
    );
  }

  /** Clients get the whole list, which is short, so that order and names never fall apart. */
  private async announce(
    { userId, workspaceId }: Scope,
    definition: EventDefinition<FilterEventV1>,
    { id, name, query, position, version }: SavedFilter,
  ): Promise<void> {
    const owner = { userId, workspaceId };
    const filters = (await this.filters.list(owner)).map(savedFilterView);
    this.feed.append(owner, { type: 'filters.changed', filters });
    this.outbox.add(definition, { filter: { filterId: id, name, query, position, version }, ...owner });
  }
}

function find(filters: readonly SavedFilter[], id: string, version: number | undefined): SavedFilter {
  const filter = filters.find((known) => known.id === id);
  if (!filter) throw new FilterNotFoundError();
  if (version !== undefined && version !== filter.version) throw new StaleFilterError(filter.version);
  return filter;
}
