// A replica that works on all imports of a database and ends: `node import-process.mjs <database url>`.
import 'reflect-metadata';
import { Test } from '@nestjs/testing';
import { Clock, SystemClock } from '@parley/kernel';
import { Inbox, Outbox, Relay } from '@parley/outbox';
import { openPool, Transactions } from '@parley/persistence';
import { useCases } from '../dist/chat-api.module.js';
import { ChatTransactions } from '../dist/chat-transactions.js';
import { PrismaClient } from '../dist/generated/prisma/client.js';
import { ImportRunner } from '../dist/imports/adapters/import-runner.js';

const transactions = new Transactions(new PrismaClient({ adapter: openPool(process.argv[2], 4) }));
const module = await Test.createTestingModule({
  providers: [
    ...useCases,
    ImportRunner,
    Inbox,
    Outbox,
    { provide: Relay, useValue: { wake: () => undefined } },
    { provide: Transactions, useValue: transactions },
    { provide: ChatTransactions, useValue: transactions },
    { provide: Clock, useClass: SystemClock },
  ],
}).compile();
await module.get(ImportRunner).runAll();
process.exit(0);
