import type { Stack } from '@parley/stack';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Databases } from '../../support/databases.ts';

const PUBSUB = fileURLToPath(new URL('../../../dapr-components/kafka/pubsub.yaml', import.meta.url));

/** What figures mean nothing without. */
export async function surroundings(stack: Stack, databases: Databases): Promise<Record<string, string>> {
  const setting = async (name: string) => {
    const [row] = await databases.query<{ value: string }>(
      'postgres',
      `SELECT current_setting($1) AS value`,
      [name],
    );
    return `${name}=${row?.value ?? '?'}`;
  };
  const postgres = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers'];
  const broker = readFileSync(path.join(stack.dir, 'kafka', 'server.properties'), 'utf8');
  const load = os.loadavg().map((value) => value.toFixed(1));
  return {
    PostgreSQL: (await Promise.all(postgres.map(setting))).join(', '),
    Kafka: [
      `acks=${/producerRequiredAcks\n\s+value: (\S+)/.exec(readFileSync(PUBSUB, 'utf8'))?.[1] ?? '?'}`,
      ...['log.flush.interval.messages', 'min.insync.replicas', 'num.partitions'].map(
        (name) => `${name}=${new RegExp(`^${name}=(.*)$`, 'm').exec(broker)?.[1] ?? '?'}`,
      ),
    ].join(', '),
    Machine: `${os.cpus().length} x ${os.cpus()[0]?.model ?? '?'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}`,
    Node: process.version,
    'Load average before': load.join(' '),
  };
}
