import type { Stack } from '@parley/stack';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PRODUCT = fileURLToPath(new URL('../../../dapr-components/kafka/pubsub.yaml', import.meta.url));
/** What ties the component to the product's apps and topics. */
const SCOPED = ['allowedTopics', 'protectedTopics', 'publishingScopes', 'subscriptionScopes'];

/** The product's pub/sub component, with every setting of its producer and consumer, but open to any app and topic. */
export function openComponent(yaml: string, brokers: string): string {
  const withoutScopes = SCOPED.reduce(
    (text, name) => text.replace(new RegExp(`^ +- name: ${name}\\n +value: .*\\n`, 'm'), ''),
    yaml,
  );
  return withoutScopes
    .replace(/secretKeyRef: .*brokers.*$/m, `value: ${brokers}`)
    .replace(/^auth:\n( .*\n)+/m, '')
    .replace(/^scopes: .*\n/m, '')
    .replace(/^ {2}name: pubsub$/m, `  name: ${COMPONENT}`);
}

export const COMPONENT = 'bench-pubsub';

/** Writes that component. @returns its folder */
export function writeComponent(stack: Stack): string {
  const folder = path.join(stack.dir, 'bench-components');
  mkdirSync(folder, { recursive: true });
  const yaml = openComponent(readFileSync(PRODUCT, 'utf8'), stack.infrastructure.kafka.brokers);
  writeFileSync(path.join(folder, 'pubsub.yaml'), yaml);
  return folder;
}
