import type { EventDefinition } from '../define-event.js';

/** The member whose value is the partition key, e.g. `task.taskId`, read from the definition's function. */
export function keyOf(definition: EventDefinition): string {
  const members: string[] = [];
  const recorder: object = new Proxy(
    {},
    {
      get: (_, member) => {
        members.push(String(member));
        return recorder;
      },
    },
  );
  definition.partitionKey(recorder);
  return members.join('.');
}
