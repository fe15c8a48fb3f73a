import { Module } from '@nestjs/common';
import { DaprSeriesOwner } from './series/adapters/dapr-series-owner.js';
import { TaskCompletedController } from './series/adapters/task-completed.controller.js';
import { AdvanceSeries } from './series/application/advance-series.js';
import { SeriesOwner } from './series/application/series-owner.js';

/** Answers the completion of an occurrence with the next one. Keeps nothing. */
@Module({
  controllers: [TaskCompletedController],
  providers: [AdvanceSeries, { provide: SeriesOwner, useClass: DaprSeriesOwner }],
})
export class RecurringTaskModule {}
