import { readFileSync } from 'node:fs';
import { openComponent } from './pubsub-component.ts';

const product = readFileSync(new URL('../../../dapr-components/kafka/pubsub.yaml', import.meta.url), 'utf8');
const settings = (yaml: string) =>
  [...yaml.matchAll(/- name: (\w+)\n +value: (\S+)/g)].map(([, name]) => name);

it('keeps every setting of the product but those that name its apps and topics', () => {
  const scoped = ['allowedTopics', 'protectedTopics', 'publishingScopes', 'subscriptionScopes'];
  const open = openComponent(product, '127.0.0.1:9092');
  expect(settings(open)).toEqual([
    'brokers',
    ...settings(product).filter((name) => !scoped.includes(name ?? '')),
  ]);
  expect(open).toContain('producerRequiredAcks');
});

it('needs no secret store and is open to any app', () => {
  const open = openComponent(product, '127.0.0.1:9092');
  expect(open).toContain('- name: brokers\n      value: 127.0.0.1:9092\n');
  expect(open).not.toMatch(/secret|scopes|chat-api|task-events/i);
});
