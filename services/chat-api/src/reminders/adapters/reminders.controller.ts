import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { reminderDueV1, ReminderDueV1 } from '@parley/contracts';
import { keepTrace, OnEvents, type Delivered } from '@parley/dapr';
import { ShowReminders } from '../application/show-reminders.js';

/** Reminders whose time has come. */
@Controller()
export class RemindersController {
  constructor(private readonly show: ShowReminders) {}

  @OnEvents(reminderDueV1)
  async due(@Payload() delivered: readonly Delivered<ReminderDueV1>[]): Promise<void> {
    await this.show.execute(
      delivered.map(({ event, payload }) => keepTrace({ eventId: event.id, reminder: payload }, event)),
    );
  }
}
