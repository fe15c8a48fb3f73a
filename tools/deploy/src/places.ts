import { readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '@parley/stack';
import { parse } from 'yaml';

/** Ports inside a container or pod; each has a network of its own, so that all services have the same. */
export const containerPorts = {
  http: 8080,
  app: 8081,
  daprHttp: 3500,
  daprGrpc: 50001,
  daprInternal: 50002,
  daprMetrics: 9090,
} as const;

/** Where containers find what they are given. */
export const places = {
  /** `secrets.json`, the addresses of the databases, and the file in which sidecars find one another. */
  secrets: '/var/lib/parley',
  tokens: '/var/run/parley/tokens',
  postgresPassword: '/var/run/parley/postgres/password',
  components: '/etc/parley/components',
  configuration: '/etc/parley/configuration.yaml',
} as const;

/** Numeric, as in the images: the owner of what sidecars and services read. */
export const USER = '10001:10001';

interface Component {
  readonly spec: { readonly metadata: readonly { readonly name: string; readonly value?: string }[] };
}

/** Every topic that a component of Kafka names, in alphabetical order. */
export function kafkaTopics(): string[] {
  const topics = ['pubsub', 'fanout'].flatMap((name) => {
    const file = path.join(REPOSITORY, 'dapr-components', 'kafka', `${name}.yaml`);
    const { spec } = parse(readFileSync(file, 'utf8')) as Component;
    return spec.metadata.find((item) => item.name === 'allowedTopics')?.value?.split(',') ?? [];
  });
  return [...new Set(topics)].sort();
}

/** Partitions of a topic in the local stack. */
export function kafkaPartitions(): number {
  const properties = readFileSync(path.join(REPOSITORY, 'tools', 'kafka', 'server.properties'), 'utf8');
  const [, partitions] = /^num\.partitions=(\d+)$/m.exec(properties) ?? [];
  if (partitions === undefined) throw new Error('tools/kafka/server.properties has no num.partitions.');
  return Number(partitions);
}
