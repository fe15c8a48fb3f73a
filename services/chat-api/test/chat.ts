import { Test } from '@nestjs/testing';
import { Clock, newId } from '@parley/kernel';
import type { Rejected } from '@parley/language';
import { Inbox, Outbox, Relay } from '@parley/outbox';
import { migrate, openPool, Transactions } from '@parley/persistence';
import { startPostgres, type TestPostgres } from '@parley/stack';
import { ManualClock } from '@parley/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UndoAction } from '../src/actions/application/undo-action.js';
import { useCases } from '../src/chat-api.module.js';
import { ChatTransactions } from '../src/chat-transactions.js';
import { personalConversationId } from '../src/conversations/domain/conversation.js';
import { SendMessage, type SentMessage } from '../src/conversations/application/send-message.js';
import { PrismaChangeFeed } from '../src/feed/adapters/prisma-change-feed.js';
import { PrismaClient } from '../src/generated/prisma/client.js';
import { ShowReminders } from '../src/reminders/application/show-reminders.js';
import type { Scope } from '../src/scope.js';
import { AdvanceSeries } from '../src/series/application/advance-series.js';
import { ChangeTask } from '../src/tasks/application/change-task.js';
import { CreateTask } from '../src/tasks/application/create-task.js';
import { Idempotency } from '../src/tasks/application/idempotency.js';
import { SearchTasks } from '../src/tasks/application/search-tasks.js';

/** An event in the outbox. */
export interface Published {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Record<string, unknown>;
}

/** The use cases of this service on a real database. Nothing leaves the outbox. */
export class Chat {
  private constructor(
    readonly clock: ManualClock,
    readonly transactions: ChatTransactions,
    readonly send: SendMessage,
    readonly create: CreateTask,
    readonly change: ChangeTask,
    readonly search: SearchTasks,
    readonly undo: UndoAction,
    readonly advance: AdvanceSeries,
    readonly showReminders: ShowReminders,
    readonly idempotency: Idempotency,
    readonly feed: PrismaChangeFeed,
    /** Any other use case. */
    readonly use: <T>(useCase: abstract new (...args: never[]) => T) => T,
    private readonly server: TestPostgres,
    private readonly dir: string,
    /** Connection string of the database. */
    readonly url: string,
  ) {}

  static async start(): Promise<Chat> {
    const dir = await mkdtemp(path.join(tmpdir(), 'parley-chat-'));
    const server = await startPostgres({ dir });
    const url = await server.createDatabase('chat_api');
    await migrate(url, path.join(import.meta.dirname, '..', 'prisma'));
    const transactions = new Transactions(
      new PrismaClient({ adapter: openPool(url, 10) }),
    ) as ChatTransactions;
    const clock = new ManualClock(new Date('2026-11-21T15:00:00Z'));
    const module = await Test.createTestingModule({
      providers: [
        ...useCases,
        Inbox,
        Outbox,
        { provide: Relay, useValue: { wake: () => undefined } },
        { provide: Transactions, useValue: transactions },
        { provide: ChatTransactions, useValue: transactions },
        { provide: Clock, useValue: clock },
      ],
    }).compile();
    return new Chat(
      clock,
      transactions,
      module.get(SendMessage),
      module.get(CreateTask),
      module.get(ChangeTask),
      module.get(SearchTasks),
      module.get(UndoAction),
      module.get(AdvanceSeries),
      module.get(ShowReminders),
      module.get(Idempotency),
      module.get(PrismaChangeFeed),
      (useCase) => module.get(useCase),
      server,
      dir,
      url,
    );
  }

  /** A user who has not said anything yet. */
  user(zone = 'America/New_York'): Scope {
    return { userId: newId(), workspaceId: newId(), zone, locale: 'en-US' };
  }

  say(
    scope: Scope,
    text: string,
    clientMessageId: string = newId(),
    rejected: readonly Rejected[] = [],
  ): Promise<SentMessage> {
    const conversationId = personalConversationId(scope);
    return this.send.execute(scope, { conversationId, clientMessageId, text, rejected });
  }

  /** The events of a user in the order in which they will be published. */
  async published(scope: Scope, prefix = 'parley.'): Promise<Published[]> {
    const rows = await this.transactions.root.outbox.findMany({ orderBy: { position: 'asc' } });
    return rows
      .map((row) => row as unknown as Published)
      .filter(({ type, data }) => type.startsWith(prefix) && JSON.stringify(data).includes(scope.userId));
  }

  async stop(): Promise<void> {
    await this.transactions.root.$disconnect();
    await this.server.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
