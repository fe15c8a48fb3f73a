import { Module } from '@nestjs/common';
import { DatabaseModule } from '@parley/service-kit';
import { AuditTransactions } from './audit-transactions.js';
import { DeadLettersModule } from './dead-letters/dead-letters.module.js';
import { PrismaClient } from './generated/prisma/client.js';
import { AuditController } from './records/adapters/audit.controller.js';
import { PrismaRecordStore } from './records/adapters/prisma-record-store.js';
import { TopicsController } from './records/adapters/topics.controller.js';
import { AppendEvents } from './records/application/append-events.js';
import { ListRecords } from './records/application/list-records.js';
import { RecordStore } from './records/application/record-store.js';
import { VerifyChain } from './records/application/verify-chain.js';

/** The append-only, hash-chained log of everything that was published. */
@Module({
  imports: [DatabaseModule.forClient(PrismaClient, AuditTransactions), DeadLettersModule],
  controllers: [TopicsController, AuditController],
  providers: [AppendEvents, ListRecords, VerifyChain, { provide: RecordStore, useClass: PrismaRecordStore }],
})
export class AuditModule {}
