import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { OnDeadLetter, type DeadLetter } from '@parley/dapr';
import { KeepDeadLetter } from '../application/keep-dead-letter.js';
import type { LetterTopic } from '../domain/dead-letter.js';
import { DeadLetterMetrics } from './dead-letter-metrics.js';

/** Takes what the services gave up; a topic that is added to the contracts must be added here. */
@Controller()
export class LettersController {
  constructor(
    private readonly keepDeadLetter: KeepDeadLetter,
    private readonly metrics: DeadLetterMetrics,
  ) {}

  @OnDeadLetter('task-events')
  async taskEvents(@Payload() letter: DeadLetter): Promise<void> {
    await this.keep('task-events', letter);
  }

  @OnDeadLetter('reminders')
  async reminders(@Payload() letter: DeadLetter): Promise<void> {
    await this.keep('reminders', letter);
  }

  @OnDeadLetter('task-updates')
  async taskUpdates(@Payload() letter: DeadLetter): Promise<void> {
    await this.keep('task-updates', letter);
  }

  @OnDeadLetter('security-events')
  async securityEvents(@Payload() letter: DeadLetter): Promise<void> {
    await this.keep('security-events', letter);
  }

  private async keep(topic: LetterTopic, { bytes, key }: DeadLetter): Promise<void> {
    await this.keepDeadLetter.execute(topic, bytes, key);
    this.metrics.received(topic);
  }
}
