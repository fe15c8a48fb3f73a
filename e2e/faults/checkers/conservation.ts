import type { Checker } from './evidence.ts';

/** Nothing is under way any more: outboxes and consumer groups are empty, and every dead letter is explained. */
export const conservation: Checker = ({ unpublished, lag, published, poisoned }) => [
  ...(unpublished > 0 ? [`${unpublished} events are committed and not published`] : []),
  ...Object.entries(lag)
    .filter(([, count]) => count > 0)
    .map(([group, count]) => `${group} is ${count} messages behind`),
  ...published
    .filter(({ topic, event }) => topic.endsWith('-dlq') && !poisoned.has(event.id ?? ''))
    .map(({ topic, event }) => `${event.type} ${event.id} is in ${topic}`),
];
