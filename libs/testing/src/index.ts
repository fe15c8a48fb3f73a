export { waitFor } from '@parley/stack';
export { Gate } from './gate.ts';
export type { PrismaClient } from './generated/prisma/client.js';
export { ManualClock } from './manual-clock.ts';
export { percentile } from './percentile.ts';
export { session, TestDatabase } from './test-database.ts';
