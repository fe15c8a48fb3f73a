export { brokers, stateStores, waitFor, type Broker, type StateStore } from '@parley/stack';
export { DaprWorld, deliveryAttempts, type SidecarAddress, type TestSidecar } from './dapr-world.ts';
export { Gate } from './gate.ts';
export type { PrismaClient } from './generated/prisma/client.js';
export { ManualClock } from './manual-clock.ts';
export { percentile } from './percentile.ts';
export { installServer, isInstalled } from './system-packages.ts';
export { session, TestDatabase } from './test-database.ts';
export { component as unrestrictedBroker, TopicProbe, type Message } from './topic-probe.ts';
