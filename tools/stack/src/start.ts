import { Infrastructure, type InfrastructureOptions } from './infrastructure/infrastructure.ts';
import type { Postgres } from './infrastructure/postgres.ts';
import { Stack, type StackOptions } from './stack.ts';

/** PostgreSQL, Kafka and the Dapr scheduler, or some of them, ready; `startDaprd` of the result adds sidecars. */
export function startInfrastructure(options: InfrastructureOptions): Promise<Infrastructure> {
  return Infrastructure.start(options);
}

/** The whole product, or some of its services, ready. */
export function startStack(options: StackOptions): Promise<Stack> {
  return Stack.start(options);
}

/** A PostgreSQL server of a test's own. */
export interface TestPostgres {
  readonly server: Postgres;
  /** Connection string of the superuser. */
  readonly adminUrl: string;
  /** Makes a database with an owner of the same name. @returns the owner's connection string */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** PostgreSQL alone on a free port; not durable unless told so. */
export async function startPostgres(
  options: Pick<InfrastructureOptions, 'dir' | 'durable' | 'report'>,
): Promise<TestPostgres> {
  const infrastructure = await Infrastructure.start({ durable: false, ...options, parts: ['postgres'] });
  const server = infrastructure.postgres;
  return {
    server,
    adminUrl: server.adminUrl,
    createDatabase: (name) => server.createDatabase(name),
    stop: () => infrastructure.stop(),
  };
}
