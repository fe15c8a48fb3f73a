import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { advanceSeries, AdvanceSeriesRequest } from '@parley/contracts';
import { OnCommand } from '@parley/dapr';
import { AdvanceSeries } from '../application/advance-series.js';

/** What `recurring-task` asks for. */
@Controller()
export class SeriesController {
  constructor(private readonly advance: AdvanceSeries) {}

  @OnCommand(advanceSeries)
  advanceSeries(@Payload() request: AdvanceSeriesRequest): Promise<{ created: boolean }> {
    return this.advance.execute(request);
  }
}
