import 'reflect-metadata'; // class-transformer reads it while the payload classes are declared
export { eventCatalogue } from './catalogue.js';
export {
  advanceSeries,
  AdvanceSeriesRequest,
  MAX_TEXT,
  OccurrenceRequest,
  RejectedPart,
  sendMessage,
  SendMessageRequest,
} from './commands/chat-api-commands.js';
export { exchangeApiKey, getKeySet, NoRequest, VerifyApiKeyRequest } from './commands/identity-commands.js';
export { defineCommand, type CommandDefinition } from './define-command.js';
export { defineEvent, type AppId, type EventDefinition, type PayloadClass } from './define-event.js';
export { Due } from './events/due.js';
export { fanoutProbedV1, FanoutProbedV1 } from './events/fanout-events.js';
export {
  filterCreatedV1,
  filterDeletedV1,
  FilterEventV1,
  FilterSnapshot,
  filterUpdatedV1,
} from './events/filter-events.js';
export {
  calendarFeedCreatedV1,
  CalendarFeedEventV1,
  calendarFeedRevokedV1,
  calendarFeedRotatedV1,
  importCancelledV1,
  importCompletedV1,
  ImportEventV1,
  importFailedV1,
  importStartedV1,
  TasksExportedV1,
  tasksExportedV1,
} from './events/transfer-events.js';
export {
  reminderCancelledV1,
  reminderDeliveredV1,
  ReminderDeliveryV1,
  reminderDueV1,
  ReminderDueV1,
  ReminderEventV1,
  reminderFailedV1,
  reminderScheduledV1,
} from './events/reminder-events.js';
export {
  operatorActedV1,
  OperatorActedV1,
  securityActions,
  securityRecordedV1,
  SecurityRecordedV1,
} from './events/security-events.js';
export { accountMovedV1, AccountMovedV1 } from './events/account-events.js';
export { SeriesSnapshot } from './events/series-snapshot.js';
export {
  seriesCreatedV1,
  seriesEndedV1,
  SeriesEventV1,
  seriesUpdatedV1,
  taskCompletedV1,
  taskCreatedV1,
  taskDeletedV1,
  TaskDeletedV1,
  TaskEventV1,
  taskReopenedV1,
  taskUpdatedV1,
} from './events/task-events.js';
export { ReminderSnapshot, TaskSnapshot } from './events/task-snapshot.js';
export { changeAppendedV1, ChangeAppendedV1 } from './events/update-events.js';
export { deadLetterTopic, topics, type Topic } from './topics.js';
