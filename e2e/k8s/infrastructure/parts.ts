import { Admin } from '@platformatic/kafka';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { TOPICS } from '../../faults/world/observable.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { isReady, type Meta, type Pod } from '../cluster/kinds.ts';
import { Door } from '../door/door.ts';
import { configMap, namespace, secret } from './objects.ts';
import { newDatabases, productSecrets, type Database } from './secrets.ts';
import { kafkaLogging, kafkaSettings, template } from './templates.ts';
import { until } from '../cluster/until.ts';

/** As many as the local stack has. */
export const PARTITIONS = 4;
const READY_WITHIN_MS = 180_000;
const PROGRAMS = ['inside.ts', 'frames.ts'];
const MARK = 'parley.test';

export interface PartsOptions {
  readonly namespace: string;
  readonly releaseNamespace: string;
  readonly images: { readonly node: string; readonly kafka: string; readonly postgres: string };
  /** Ports of the loopback address that lead to the product, the broker and the database. */
  readonly ports: { readonly web: number; readonly kafka: number; readonly postgres: number };
}

/** What an operator has before Parley is installed: a broker, a database and Secrets; and the tests' way in. */
export interface Parts {
  readonly door: Door;
  readonly adminUrl: string;
  readonly brokers: string;
}

/** Makes the two namespaces anew. @throws Error when one is there that these tests did not make */
export async function freshNamespaces(cluster: Cluster, names: readonly string[]): Promise<void> {
  await removeNamespaces(cluster, names);
  for (const name of names) await cluster.kubectl(['apply', '-f', '-'], { input: namespace(name) });
}

export async function removeNamespaces(cluster: Cluster, names: readonly string[]): Promise<void> {
  const found = JSON.parse(await cluster.kubectl(['get', 'namespaces', '-o', 'json'])) as {
    items: { metadata: Meta }[];
  };
  for (const { metadata } of found.items.filter((one) => names.includes(one.metadata.name))) {
    if (metadata.labels?.[MARK] !== 'true')
      throw new Error(`The namespace ${metadata.name} is not of these tests; name another with --namespace.`);
    await cluster.kubectl(['delete', 'namespace', metadata.name, '--timeout=180s']);
  }
}

export async function installParts(cluster: Cluster, options: PartsOptions): Promise<Parts> {
  const { namespace: place, releaseNamespace, images, ports } = options;
  const password = randomBytes(24).toString('base64url');
  const service = (name: string) => `${name}.${place}.svc`;
  const read = (name: string) => readFileSync(new URL(`../door/${name}`, import.meta.url), 'utf8');
  const programs = Object.fromEntries(PROGRAMS.map((name) => [name, read(name)]));
  const objects = [
    secret('postgres-admin', { password }),
    configMap('kafka', {
      'server.properties': kafkaSettings(service('kafka'), ports.kafka),
      'log4j2.yaml': kafkaLogging(),
    }),
    configMap('programs', { ...programs, 'package.json': '{"type":"module"}' }),
    template('postgres.yaml', { postgresImage: images.postgres }),
    template('kafka.yaml', {
      kafkaImage: images.kafka,
      clusterId: randomBytes(16).toString('base64url').replace(/^-/, 'A'),
    }),
    template('door.yaml', { nodeImage: images.node }),
  ];
  for (const object of objects) await cluster.apply(place, object);
  await ready(cluster, place);
  const door = await openDoor(cluster, place);
  await door.lead(`web.${releaseNamespace}.svc:8080`, ports.web);
  await door.lead(`${service('kafka')}:9094`, ports.kafka);
  await door.lead(`${service('postgres')}:5432`, ports.postgres);
  const adminUrl = `postgresql://postgres:${password}@127.0.0.1:${ports.postgres}/postgres`;
  const brokers = `127.0.0.1:${ports.kafka}`;
  const databases = newDatabases();
  const state = { name: 'dapr_state', password: randomBytes(24).toString('base64url') };
  await makeDatabases(adminUrl, [...databases, state]);
  await makeTopics(brokers);
  const secrets = productSecrets(databases, state, `${service('postgres')}:5432`, `${service('kafka')}:9092`);
  for (const [name, values] of Object.entries(secrets))
    await cluster.apply(releaseNamespace, secret(name, values));
  return { door, adminUrl, brokers };
}

function openDoor(cluster: Cluster, place: string): Promise<Door> {
  const inside = ['exec', '-i', 'door', '--', 'node', '/programs/inside.ts'];
  return Door.open({ command: ['kubectl', '-n', place, ...inside], env: cluster.environment });
}

async function ready(cluster: Cluster, place: string): Promise<void> {
  let last: readonly Pod[] = [];
  const all = async () => {
    last = await cluster.pods(place);
    return last.length === 3 && last.every(isReady);
  };
  await until('broker, database and door are ready', all, READY_WITHIN_MS).catch(async (error: unknown) => {
    const waiting = last.filter((pod) => !isReady(pod)).map(({ metadata }) => metadata.name);
    const logs = await Promise.all(
      waiting.map(async (name) => {
        const described = await cluster.tryKubectl(['-n', place, 'describe', 'pod', name]);
        const said = await cluster.tryKubectl(['-n', place, 'logs', name, '--tail=20']);
        return `${name}: ${described.stdout.split('Events:')[1] ?? ''}${said.stdout}`;
      }),
    );
    throw new Error(`${String(error)}\n${logs.join('\n')}`);
  });
}

/** Each with an owner of the same name, who alone can enter it. */
async function makeDatabases(adminUrl: string, databases: readonly Database[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const { name, password } of databases) {
      const id = client.escapeIdentifier(name);
      await client.query(`CREATE ROLE ${id} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
      await client.query(`CREATE DATABASE ${id} OWNER ${id}`);
      await client.query(`REVOKE ALL ON DATABASE ${id} FROM PUBLIC`);
    }
  } finally {
    await client.end();
  }
}

async function makeTopics(brokers: string): Promise<void> {
  const admin = new Admin({ clientId: 'cluster-test', bootstrapBrokers: [brokers], retries: 10 });
  try {
    await admin.createTopics({ topics: [...TOPICS], partitions: PARTITIONS, replicas: 1 });
  } finally {
    await admin.close();
  }
}
