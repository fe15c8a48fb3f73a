import { Controller, Logger, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  accountMovedV1,
  advanceSeries,
  AdvanceSeriesRequest,
  reminderDueV1,
  ReminderDueV1,
  taskCompletedV1,
  TaskEventV1,
} from '@parley/contracts';
import type { SidecarAddress } from '@parley/testing';
import {
  DaprContext,
  DaprServer,
  DeliveryObserver,
  OnCommand,
  OnDeadLetter,
  OnEvent,
  OnEvents,
  OnEveryEvent,
  OnJob,
  type CloudEvent,
  type DeadLetter,
  type Delivered,
} from '../../src/index.js';

interface Handlers {
  taskCompleted: (payload: TaskEventV1, context: DaprContext) => unknown;
  taskEvents: (events: readonly CloudEvent[]) => unknown;
  deadLetter: (letter: DeadLetter) => unknown;
  remindersDue: (delivered: readonly Delivered<ReminderDueV1>[]) => unknown;
  reminderJob: (data: unknown) => unknown;
  advanceSeries: (request: AdvanceSeriesRequest, context: DaprContext) => unknown;
}

/** What a test makes of the deliveries; replaced by each. */
export const handlers: Handlers = {
  taskCompleted: () => undefined,
  taskEvents: () => undefined,
  deadLetter: () => undefined,
  remindersDue: () => undefined,
  reminderJob: () => undefined,
  advanceSeries: () => ({ created: true }),
};

@Controller()
class RecurringTask {
  @OnEvent(taskCompletedV1)
  async taskCompleted(@Payload() payload: TaskEventV1, @Ctx() context: DaprContext): Promise<void> {
    await handlers.taskCompleted(payload, context);
  }

  @OnJob('reminder')
  async reminder(@Payload() data: unknown): Promise<void> {
    await handlers.reminderJob(data);
  }
}

@Controller()
class ChatApi {
  @OnEvents(reminderDueV1)
  async remindersDue(@Payload() delivered: readonly Delivered<ReminderDueV1>[]): Promise<void> {
    await handlers.remindersDue(delivered);
  }

  @OnEvent(accountMovedV1)
  accountMoved(): void {
    // The catalogue names chat-api as a consumer; no test here is about it.
  }

  @OnCommand(advanceSeries)
  advanceSeries(@Payload() request: AdvanceSeriesRequest, @Ctx() context: DaprContext): unknown {
    return handlers.advanceSeries(request, context);
  }
}

@Controller()
class Audit {
  @OnEveryEvent('task-events')
  async taskEvents(@Payload() events: readonly CloudEvent[]): Promise<void> {
    await handlers.taskEvents(events);
  }

  @OnDeadLetter('task-events')
  async deadLetter(@Payload() letter: DeadLetter): Promise<void> {
    await handlers.deadLetter(letter);
  }
}

const controllers: Readonly<Record<string, Type>> = {
  'recurring-task': RecurringTask,
  'chat-api': ChatApi,
  audit: Audit,
};

/** One delivery, as the observer of the app was told about it. */
interface Delivery {
  readonly kind: string;
  readonly name: string;
  readonly outcome: string;
  readonly eventId: string | undefined;
}

/** An app that serves its sidecar with the transport under test. */
export interface App {
  readonly deliveries: readonly Delivery[];
  readonly server: DaprServer;
  close(): Promise<void>;
}

/** Starts the app of that id, which then answers at its app port. */
export async function startApp(address: SidecarAddress): Promise<App> {
  const deliveries: Delivery[] = [];
  class Observer extends DeliveryObserver {
    override handled(
      kind: string,
      name: string,
      outcome: string,
      _seconds: number,
      _error?: unknown,
      eventId?: string,
    ): void {
      deliveries.push({ kind, name, outcome, eventId });
    }
  }
  const controller = controllers[address.appId];
  if (!controller) throw new Error(`There is no app ${address.appId}.`);

  @Module({ controllers: [controller] })
  class AppModule {}

  Logger.overrideLogger(false);
  const server = new DaprServer(address, new Observer());
  const app = await NestFactory.createMicroservice(AppModule, { strategy: server, abortOnError: false });
  await app.listen();
  return { deliveries, server, close: () => app.close() };
}
