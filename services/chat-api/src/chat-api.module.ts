import { Module } from '@nestjs/common';
import { DatabaseModule } from '@parley/service-kit';
import { ActionPruner } from './actions/adapters/action-pruner.js';
import { ActionsController } from './actions/adapters/actions.controller.js';
import { ActionLog } from './actions/application/action-log.js';
import { UndoAction } from './actions/application/undo-action.js';
import { WithdrawOccurrences } from './actions/application/withdraw-occurrences.js';
import { CalendarFeedController } from './calendar/adapters/calendar-feed.controller.js';
import { PrismaCalendarFeeds } from './calendar/adapters/prisma-calendar-feeds.js';
import { PublicFeedController } from './calendar/adapters/public-feed.controller.js';
import { CalendarFeeds } from './calendar/application/calendar-feeds.js';
import { KeepFeed } from './calendar/application/keep-feed.js';
import { ShowFeed } from './calendar/application/show-feed.js';
import { ChatTransactions } from './chat-transactions.js';
import { ConversationList } from './conversations/adapters/conversation-list.js';
import { ConversationsController } from './conversations/adapters/conversations.controller.js';
import { MessageStore } from './conversations/adapters/message-store.js';
import { PostReply } from './conversations/application/post-reply.js';
import { SendMessage } from './conversations/application/send-message.js';
import { ParseController } from './dialog/adapters/parse.controller.js';
import { ActOnSeries } from './dialog/application/act-on-series.js';
import { ActOnTasks } from './dialog/application/act-on-tasks.js';
import { AnswerMessage } from './dialog/application/answer-message.js';
import { CreateFromText } from './dialog/application/create-from-text.js';
import { DialogMemory } from './dialog/application/dialog-memory.js';
import { ListTasks } from './dialog/application/list-tasks.js';
import { PreviewText } from './dialog/application/preview-text.js';
import { RepeatTask } from './dialog/application/repeat-task.js';
import { ResolveRefs } from './dialog/application/resolve-refs.js';
import { RestingSeries } from './dialog/application/resting-series.js';
import { RunCommand } from './dialog/application/run-command.js';
import { UndoLast } from './dialog/application/undo-last.js';
import { ExportController } from './export/adapters/export.controller.js';
import { PrismaExportSource } from './export/adapters/prisma-export-source.js';
import { ExportSource } from './export/application/export-source.js';
import { ExportTasks } from './export/application/export-tasks.js';
import { ChangePruner } from './feed/adapters/change-pruner.js';
import { ChangesController } from './feed/adapters/changes.controller.js';
import { FiltersController } from './filters/adapters/filters.controller.js';
import { PrismaSavedFilters } from './filters/adapters/prisma-saved-filters.js';
import { KeepFilters } from './filters/application/keep-filters.js';
import { SavedFilters } from './filters/application/saved-filters.js';
import { ImportPruner } from './imports/adapters/import-pruner.js';
import { ImportRunner } from './imports/adapters/import-runner.js';
import { ImportsController } from './imports/adapters/imports.controller.js';
import { PrismaMakeAll } from './imports/adapters/prisma-make-all.js';
import { PrismaImportStore } from './imports/adapters/prisma-import-store.js';
import { PrismaImportWork } from './imports/adapters/prisma-import-work.js';
import { CheckImport } from './imports/application/check-import.js';
import { ImportJournal } from './imports/application/import-journal.js';
import { ImportSignal } from './imports/application/import-signal.js';
import { ImportStore } from './imports/application/import-store.js';
import { ImportWork } from './imports/application/import-work.js';
import { MakeAll } from './imports/application/make-all.js';
import { ManageImports } from './imports/application/manage-imports.js';
import { RunImport } from './imports/application/run-import.js';
import { PrismaChangeFeed } from './feed/adapters/prisma-change-feed.js';
import { PrismaClient } from './generated/prisma/client.js';
import { RemindersController } from './reminders/adapters/reminders.controller.js';
import { ShowReminders } from './reminders/application/show-reminders.js';
import { PrismaSeriesRepository } from './series/adapters/prisma-series-repository.js';
import { SeriesController } from './series/adapters/series.controller.js';
import { SeriesRestController } from './series/adapters/series-rest.controller.js';
import { ZoneChangesController } from './series/adapters/zone-changes.controller.js';
import { ZoneRulesSweep } from './series/adapters/zone-rules-sweep.js';
import { AdvanceSeries } from './series/application/advance-series.js';
import { BeginSeries } from './series/application/begin-series.js';
import { ChangeOccurrences } from './series/application/change-occurrences.js';
import { EditSeries } from './series/application/edit-series.js';
import { EndSeries } from './series/application/end-series.js';
import { LockSeries } from './series/application/lock-series.js';
import { MoveZone } from './series/application/move-zone.js';
import { PauseSeries } from './series/application/pause-series.js';
import { RearrangeOccurrences } from './series/application/rearrange-occurrences.js';
import { RecomputeDue } from './series/application/recompute-due.js';
import { RevertSeries } from './series/application/revert-series.js';
import { SeriesJournal } from './series/application/series-journal.js';
import { SeriesOccurrences } from './series/application/series-occurrences.js';
import { SkipOccurrence } from './series/application/skip-occurrence.js';
import { IdempotencyPruner } from './tasks/adapters/idempotency-pruner.js';
import { PrismaTaskRepository } from './tasks/adapters/prisma-task-repository.js';
import { TaskSearch } from './tasks/adapters/task-search.js';
import { TagCounts } from './tasks/adapters/tag-counts.js';
import { TagsController } from './tasks/adapters/tags.controller.js';
import { TasksController } from './tasks/adapters/tasks.controller.js';
import { ChangeTask } from './tasks/application/change-task.js';
import { CreateTask } from './tasks/application/create-task.js';
import { Idempotency } from './tasks/application/idempotency.js';
import { SearchTasks } from './tasks/application/search-tasks.js';
import { TaskJournal } from './tasks/application/task-journal.js';
import { SeriesRepository, TaskRepository } from './tasks/application/task-repository.js';

const conversations = [ConversationList, MessageStore, PostReply, SendMessage];
const tasks = [
  CreateTask,
  ChangeTask,
  SearchTasks,
  TagCounts,
  TaskSearch,
  TaskJournal,
  Idempotency,
  PrismaChangeFeed,
];
const actions = [ActionLog, UndoAction, WithdrawOccurrences];
const series = [
  ...[
    AdvanceSeries,
    BeginSeries,
    ChangeOccurrences,
    EditSeries,
    EndSeries,
    LockSeries,
    MoveZone,
    PauseSeries,
  ],
  ...[RearrangeOccurrences, RecomputeDue, RevertSeries, SeriesJournal, SeriesOccurrences, SkipOccurrence],
];
const dialog = [
  ...[AnswerMessage, ActOnSeries, ActOnTasks, CreateFromText, DialogMemory],
  ...[ListTasks, PreviewText, RepeatTask, ResolveRefs, RestingSeries, RunCommand, UndoLast],
];

const imports = [
  ...[CheckImport, ImportJournal, ImportSignal, ManageImports, RunImport],
  { provide: ImportStore, useClass: PrismaImportStore },
  { provide: ImportWork, useClass: PrismaImportWork },
  { provide: MakeAll, useClass: PrismaMakeAll },
];

const pruners = [ActionPruner, ChangePruner, IdempotencyPruner, ImportPruner];

/** Everything of this service that needs only a database, an outbox and a clock. */
export const useCases = [
  ...conversations,
  ...tasks,
  ...actions,
  ...series,
  ...dialog,
  ShowReminders,
  KeepFilters,
  ...imports,
  KeepFeed,
  ShowFeed,
  { provide: CalendarFeeds, useClass: PrismaCalendarFeeds },
  ExportTasks,
  { provide: ExportSource, useClass: PrismaExportSource },
  { provide: SavedFilters, useClass: PrismaSavedFilters },
  { provide: TaskRepository, useClass: PrismaTaskRepository },
  { provide: SeriesRepository, useClass: PrismaSeriesRepository },
];

@Module({
  imports: [DatabaseModule.forClient(PrismaClient, ChatTransactions)],
  controllers: [
    ConversationsController,
    TasksController,
    TagsController,
    FiltersController,
    ActionsController,
    ChangesController,
    ParseController,
    SeriesController,
    SeriesRestController,
    ZoneChangesController,
    RemindersController,
    ExportController,
    ImportsController,
    CalendarFeedController,
    PublicFeedController,
  ],
  providers: [...useCases, ...pruners, ZoneRulesSweep, ImportRunner],
})
export class ChatApiModule {}
