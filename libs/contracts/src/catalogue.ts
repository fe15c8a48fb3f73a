import type { EventDefinition } from './define-event.js';
import * as accountEvents from './events/account-events.js';
import * as fanoutEvents from './events/fanout-events.js';
import * as filterEvents from './events/filter-events.js';
import * as reminderEvents from './events/reminder-events.js';
import * as securityEvents from './events/security-events.js';
import * as taskEvents from './events/task-events.js';
import * as transferEvents from './events/transfer-events.js';
import * as updateEvents from './events/update-events.js';

const modules = [
  accountEvents,
  taskEvents,
  filterEvents,
  transferEvents,
  reminderEvents,
  updateEvents,
  securityEvents,
  fanoutEvents,
];

/** Every event type of this build, by CloudEvents `type`. */
export const eventCatalogue: ReadonlyMap<string, EventDefinition> = new Map(
  modules
    .flatMap((module): unknown[] => Object.values(module))
    .filter(
      (value): value is EventDefinition =>
        typeof value === 'object' && value !== null && 'partitionKey' in value,
    )
    .map((definition) => [definition.type, definition]),
);
