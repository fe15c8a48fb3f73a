import { Injectable } from '@nestjs/common';
import { seriesCreatedV1, seriesEndedV1, seriesUpdatedV1, type EventDefinition } from '@parley/contracts';
import type { SeriesEventV1 } from '@parley/contracts';
import { Outbox } from '@parley/outbox';
import { SeriesRepository } from '../../tasks/application/task-repository.js';
import { seriesSnapshot } from '../../tasks/domain/task-snapshot.js';
import type { Series } from '../domain/series.js';

/** Stores a new state of a series together with what tells the other services. Within the running transaction. */
@Injectable()
export class SeriesJournal {
  constructor(
    private readonly repository: SeriesRepository,
    private readonly outbox: Outbox,
  ) {}

  async created(series: Series): Promise<void> {
    await this.repository.insert(series);
    this.announce(seriesCreatedV1, series);
  }

  /** Tells of a series that is stored already. */
  imported(series: Series): void {
    this.announce(seriesCreatedV1, series);
  }

  async updated(series: Series): Promise<void> {
    await this.repository.update(series);
    this.announce(seriesUpdatedV1, series);
  }

  async ended(series: Series): Promise<void> {
    await this.repository.update(series);
    this.announce(seriesEndedV1, series);
  }

  private announce(definition: EventDefinition<SeriesEventV1>, series: Series): void {
    const { workspaceId, userId } = series;
    this.outbox.add(definition, { series: seriesSnapshot(series), workspaceId, userId });
  }
}
