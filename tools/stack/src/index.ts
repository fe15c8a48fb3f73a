export { StackError } from './errors.ts';
export { DAPR_VERSION } from './binaries/dapr.ts';
export { goTool, goTools } from './binaries/go-tool.ts';
export { appHealth, Daprd, daprdFlags, type DaprAnswer } from './infrastructure/daprd.ts';
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
export { KAFKA_FOLDER, kafkaJars } from './binaries/kafka.ts';
export { securityHeaders } from './gateway/responses.ts';
export { findProgram, REPOSITORY } from './paths.ts';
export { schedulerFlags } from './infrastructure/scheduler.ts';
export { Postgres } from './infrastructure/postgres.ts';
export { DEFAULT_BASE, freePorts, PortPlan, type InfrastructurePorts, type ReplicaPorts } from './ports.ts';
export { ManagedProcess, type Exit } from './process/managed-process.ts';
export { run } from './process/run.ts';
export { timedReport, type Report } from './report.ts';
export { appConfiguration } from './services/app-configuration.ts';
export { Replica, secretNames } from './services/replica.ts';
export { readServices, type ServiceDefinition } from './services/service-definition.ts';
export { sidecarTracing } from './services/sidecar-tracing.ts';
export { Stack, type KillTarget, type StackOptions } from './stack.ts';
export { startInfrastructure, startPostgres, startStack, type TestPostgres } from './start.ts';
export { waitFor } from './waiting.ts';
