import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { taskCompletedV1, TaskEventV1 } from '@parley/contracts';
import { OnEvent } from '@parley/dapr';
import { AdvanceSeries } from '../application/advance-series.js';

/** Listens for completed tasks. */
@Controller()
export class TaskCompletedController {
  constructor(private readonly advanceSeries: AdvanceSeries) {}

  @OnEvent(taskCompletedV1)
  async completed(@Payload() { task }: TaskEventV1): Promise<void> {
    await this.advanceSeries.execute(task);
  }
}
