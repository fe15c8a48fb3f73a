import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { reminderDueV1, ReminderDueV1 } from '@parley/contracts';
import { DaprContext, OnEvent } from '@parley/dapr';
import { ShowReminder } from '../application/show-reminder.js';

/** Reminders whose time has come. */
@Controller()
export class RemindersController {
  constructor(private readonly show: ShowReminder) {}

  @OnEvent(reminderDueV1)
  async due(@Payload() reminder: ReminderDueV1, @Ctx() context: DaprContext): Promise<void> {
    await this.show.execute(context.event.id, reminder);
  }
}
