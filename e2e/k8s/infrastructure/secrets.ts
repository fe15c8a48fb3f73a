import { readServices } from '@parley/stack';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const SERVICES = fileURLToPath(new URL('../../../services/', import.meta.url));

/** Secret name, then key, then value. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Database {
  /** Of the database and of the role that owns it. */
  readonly name: string;
  readonly password: string;
}

const random = (): string => randomBytes(32).toString('base64url');

/** One database per service that has one, with new passwords. */
export function newDatabases(): (Database & { readonly appId: string })[] {
  return readServices(SERVICES).flatMap(({ appId, database }) =>
    database === undefined ? [] : [{ appId, name: database, password: random() }],
  );
}

/**
 * What an operator gives to the chart: where the database and the broker are, and random keys.
 * @param postgres host and port
 */
export function productSecrets(
  databases: readonly (Database & { readonly appId: string })[],
  state: Database,
  postgres: string,
  brokers: string,
): Secrets {
  const url = ({ name, password }: Database) => `postgresql://${name}:${password}@${postgres}/${name}`;
  const services = readServices(SERVICES).filter(({ kind }) => kind === 'node');
  const entries = services.flatMap(({ appId, secrets }): [string, Record<string, string>][] => [
    [`${appId}-dapr-token`, { token: random() }],
    [`${appId}-app-token`, { token: random() }],
    ...secrets.map((name): [string, Record<string, string>] => [name, { secret: random() }]),
  ]);
  return {
    ...Object.fromEntries(entries),
    ...Object.fromEntries(databases.map((one) => [`${one.appId}-database`, { url: url(one) }])),
    pubsub: { brokers },
    statestore: { connectionString: url(state) },
  };
}
