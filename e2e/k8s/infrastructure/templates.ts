import { KAFKA_FOLDER } from '@parley/stack';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of this folder with values in the place of `{{…}}`. @throws Error for a value that is not given */
export function template(name: string, values: Readonly<Record<string, string>> = {}): string {
  return fill(readFileSync(new URL(name, import.meta.url), 'utf8'), values);
}

/** Kafka as in the local stack but for its addresses: one for the cluster, one for what comes through the door. */
export function kafkaSettings(service: string, outsidePort: number): string {
  const common = fill(readFileSync(path.join(KAFKA_FOLDER, 'server.properties'), 'utf8'), {
    ...{
      nodeId: '1',
      voters: '1@127.0.0.1:9093',
      port: '9092',
      controllerPort: '9093',
      dataDir: '/data/log',
    },
    ...{ replicas: '1', inSync: '1', flushEvery: '1' },
  });
  return [
    common,
    '# The last one of each counts.',
    'listeners=PLAINTEXT://:9092,OUTSIDE://:9094,CONTROLLER://127.0.0.1:9093',
    `advertised.listeners=PLAINTEXT://${service}:9092,OUTSIDE://127.0.0.1:${outsidePort}`,
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
    '',
  ].join('\n');
}

export const kafkaLogging = (): string => readFileSync(path.join(KAFKA_FOLDER, 'log4j2.yaml'), 'utf8');

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`There is no value for {{${name}}}.`);
    return value;
  });
}
