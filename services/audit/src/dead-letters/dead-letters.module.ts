import { Module } from '@nestjs/common';
import { Secrets, untilAvailable } from '@parley/dapr';
import { DeadLetterMetrics } from './adapters/dead-letter-metrics.js';
import { DeadLettersController } from './adapters/dead-letters.controller.js';
import { LetterPruner } from './adapters/letter-pruner.js';
import { LettersController } from './adapters/letters.controller.js';
import { OperatorToken } from './adapters/operator-token.js';
import { PrismaDeadLetterStore } from './adapters/prisma-dead-letter-store.js';
import { DeadLetterStore } from './application/dead-letter-store.js';
import { DropDeadLetter } from './application/drop-dead-letter.js';
import { KeepDeadLetter } from './application/keep-dead-letter.js';
import { LetterReplayer } from './application/letter-replayer.js';
import { ListDeadLetters } from './application/list-dead-letters.js';
import { OperatorLog } from './application/operator-log.js';
import { ReplayDeadLetter } from './application/replay-dead-letter.js';
import { ReplayMatching } from './application/replay-matching.js';

/** What services gave up: kept, shown to operators, replayed or dropped. */
@Module({
  controllers: [LettersController, DeadLettersController],
  providers: [
    KeepDeadLetter,
    ListDeadLetters,
    LetterReplayer,
    ReplayDeadLetter,
    ReplayMatching,
    DropDeadLetter,
    OperatorLog,
    DeadLetterMetrics,
    LetterPruner,
    { provide: DeadLetterStore, useClass: PrismaDeadLetterStore },
    {
      provide: OperatorToken,
      inject: [Secrets],
      useFactory: async (secrets: Secrets) =>
        new OperatorToken(...(await untilAvailable(() => secrets.getAccepted('audit-operator', 'secret')))),
    },
  ],
})
export class DeadLettersModule {}
