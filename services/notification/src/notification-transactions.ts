import { Transactions } from '@parley/persistence';
import type { Prisma, PrismaClient } from './generated/prisma/client.js';

/** Transactions on this service's database. */
export abstract class NotificationTransactions extends Transactions<Prisma.TransactionClient, PrismaClient> {}
