export { StackError } from './errors.ts';
export { Daprd, type DaprAnswer } from './infrastructure/daprd.ts';
export {
  Infrastructure,
  type AppSidecarOptions,
  type InfrastructureOptions,
  type Part,
} from './infrastructure/infrastructure.ts';
export {
  brokers,
  productConfigurations,
  productResources,
  stateStores,
  type Broker,
  type StateStore,
} from './infrastructure/product-components.ts';
export { findProgram } from './paths.ts';
export { Postgres } from './infrastructure/postgres.ts';
export { freePorts, PortPlan, type InfrastructurePorts, type ReplicaPorts } from './ports.ts';
export { ManagedProcess, type Exit } from './process/managed-process.ts';
export { timedReport, type Report } from './report.ts';
export { Replica } from './services/replica.ts';
export { Stack, type KillTarget, type StackOptions } from './stack.ts';
export { startInfrastructure, startPostgres, startStack, type TestPostgres } from './start.ts';
export { waitFor } from './waiting.ts';
