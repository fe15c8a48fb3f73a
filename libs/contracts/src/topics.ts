/** Names of the topics; each has a dead-letter topic beside it. */
export const topics = [
  'task-events',
  'reminders',
  'task-updates',
  'security-events',
  'fanout-probes',
] as const;

export type Topic = (typeof topics)[number];

/** Where an event goes when it could not be handled. */
export function deadLetterTopic(topic: Topic): string {
  return `${topic}-dlq`;
}
