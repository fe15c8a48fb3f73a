import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { OnEveryEvent, type CloudEvent } from '@parley/dapr';
import { AppendEvents } from '../application/append-events.js';

/** Listens to everything that happens; a topic that is added to the contracts must be added here. */
@Controller()
export class TopicsController {
  constructor(private readonly appendEvents: AppendEvents) {}

  @OnEveryEvent('task-events')
  async taskEvents(@Payload() events: CloudEvent[]): Promise<void> {
    await this.appendEvents.execute(events);
  }

  @OnEveryEvent('reminders')
  async reminders(@Payload() events: CloudEvent[]): Promise<void> {
    await this.appendEvents.execute(events);
  }

  @OnEveryEvent('task-updates')
  async taskUpdates(@Payload() events: CloudEvent[]): Promise<void> {
    await this.appendEvents.execute(events);
  }

  @OnEveryEvent('security-events')
  async securityEvents(@Payload() events: CloudEvent[]): Promise<void> {
    await this.appendEvents.execute(events);
  }
}
