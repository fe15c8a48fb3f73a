import {
  accountMovedV1,
  reminderDueV1,
  taskCompletedV1,
  taskCreatedV1,
  taskDeletedV1,
  taskReopenedV1,
  taskUpdatedV1,
  type EventDefinition,
} from '@parley/contracts';
import type { HandlerExtras } from './handlers.js';
import { assertHandlersMatchCatalogue, oneByOne, subscriptionsOf } from './subscriptions.js';

const onEvent = <T extends object>(
  definition: EventDefinition<T>,
  pubsub: 'pubsub' | 'fanout' = 'pubsub',
): HandlerExtras => ({ kind: 'event', definition: definition as unknown as EventDefinition, pubsub });
const everything: HandlerExtras = { kind: 'topic', topic: 'task-events', pubsub: 'pubsub' };

describe('subscriptions', () => {
  it('subscribes once to a topic, whatever the number of handlers', () => {
    expect(subscriptionsOf([onEvent(taskCreatedV1), onEvent(taskCompletedV1)])).toEqual([
      {
        pubsubname: 'pubsub',
        topic: 'task-events',
        route: '/events/pubsub/task-events',
        deadLetterTopic: 'task-events-dlq',
        metadata: { singleActiveConsumer: 'true' },
      },
    ]);
  });

  it('gives every subscription a dead-letter topic', () => {
    const all = subscriptionsOf([everything, onEvent(reminderDueV1), onEvent(taskCreatedV1, 'fanout')]);
    expect(all.map(({ deadLetterTopic }) => deadLetterTopic)).toEqual([
      'task-events-dlq',
      'reminders-dlq',
      'task-events-dlq',
    ]);
  });

  it('takes a whole topic in batches', () => {
    expect(subscriptionsOf([everything])[0]?.bulkSubscribe).toEqual({
      enabled: true,
      maxMessagesCount: 100,
      maxAwaitDurationMs: 200,
    });
  });

  it('takes events of a type in batches that do not keep anybody waiting', () => {
    const some: HandlerExtras = {
      ...{ kind: 'events', pubsub: 'pubsub' },
      definition: reminderDueV1 as unknown as EventDefinition,
    };
    const [subscription] = subscriptionsOf([some]);
    expect(subscription).toMatchObject({ topic: 'reminders', bulkSubscribe: { maxAwaitDurationMs: 50 } });
    expect(() => {
      assertHandlersMatchCatalogue('chat-api', [some, onEvent(accountMovedV1)]);
    }).not.toThrow();
    expect(() => subscriptionsOf([some, onEvent(reminderDueV1)])).toThrow('two ways');
  });

  it('takes it one by one where the component gives no batches', () => {
    const [batches] = subscriptionsOf([everything]);
    expect(batches && oneByOne(batches)).toEqual({
      pubsubname: 'pubsub',
      topic: 'task-events',
      route: '/events/pubsub/task-events',
      deadLetterTopic: 'task-events-dlq',
      metadata: { singleActiveConsumer: 'true' },
    });
  });

  it('takes a dead letter as a batch of one everywhere, which is full at once', () => {
    const [letters] = subscriptionsOf([{ kind: 'dead-letter', topic: 'task-events', pubsub: 'pubsub' }]);
    expect(letters && oneByOne(letters)).toEqual(letters);
  });

  it('keeps the two components apart', () => {
    const routes = subscriptionsOf([onEvent(taskCreatedV1), onEvent(taskCreatedV1, 'fanout')]);
    expect(routes.map(({ route }) => route)).toEqual([
      '/events/pubsub/task-events',
      '/events/fanout/task-events',
    ]);
  });

  it('refuses to handle one topic both by type and as a whole', () => {
    expect(() => subscriptionsOf([everything, onEvent(taskCreatedV1)])).toThrow(
      'pubsub/task-events is handled in two ways: one by one, in batches of a type, or as a whole.',
    );
  });

  it('takes dead letters as bytes, beside the events of the topic, with no further dead-letter topic', () => {
    const letters: HandlerExtras = { kind: 'dead-letter', topic: 'task-events', pubsub: 'pubsub' };
    expect(subscriptionsOf([letters, everything]).slice(1)).toEqual([
      {
        pubsubname: 'pubsub',
        topic: 'task-events-dlq',
        route: '/events/pubsub/task-events-dlq',
        metadata: { singleActiveConsumer: 'true', rawPayload: 'true' },
        bulkSubscribe: { enabled: true, maxMessagesCount: 1, maxAwaitDurationMs: 200 },
      },
    ]);
  });

  it('does not subscribe for jobs and commands', () => {
    expect(subscriptionsOf([{ kind: 'job' }])).toEqual([]);
  });
});

describe('the catalogue', () => {
  const ofNotification = [taskCreatedV1, taskUpdatedV1, taskCompletedV1, taskReopenedV1].map((definition) =>
    onEvent(definition),
  );

  it('is satisfied by a handler for each event that names the app as a consumer', () => {
    expect(() => {
      assertHandlersMatchCatalogue('notification', [...ofNotification, onEvent(taskDeletedV1)]);
    }).not.toThrow();
  });

  it('refuses an app that lacks a handler', () => {
    expect(() => {
      assertHandlersMatchCatalogue('notification', ofNotification);
    }).toThrow('notification is declared a consumer of parley.task.deleted.v1 but has no handler for it.');
  });

  it('refuses a handler that the catalogue does not know of', () => {
    expect(() => {
      assertHandlersMatchCatalogue('recurring-task', [onEvent(taskCompletedV1), onEvent(reminderDueV1)]);
    }).toThrow('recurring-task handles parley.reminder.due.v1 but is not declared a consumer of it.');
  });

  it('asks nothing of an app that takes whole topics', () => {
    expect(() => {
      assertHandlersMatchCatalogue('audit', [everything]);
    }).not.toThrow();
  });
});
