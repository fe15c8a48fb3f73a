import { Injectable } from '@nestjs/common';
import { advanceSeries, type AdvanceSeriesRequest } from '@parley/contracts';
import { DaprClient } from '@parley/dapr';
import { SeriesOwner } from '../application/series-owner.js';

/** Reaches chat-api by service invocation. */
@Injectable()
export class DaprSeriesOwner extends SeriesOwner {
  constructor(private readonly dapr: DaprClient) {
    super();
  }

  override async advance(request: AdvanceSeriesRequest): Promise<void> {
    await this.dapr.invoke(advanceSeries, request);
  }
}
