import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deadLetterTopic, eventCatalogue, topics, type AppId, type Topic } from '@parley/contracts';
import { parse } from 'yaml';
import { brokers, productResources, stateStores } from '../src/index.ts';
import { REPOSITORY } from '../src/paths.ts';

interface Setting {
  readonly name: string;
  readonly value?: string;
  readonly secretKeyRef?: { readonly name: string; readonly key: string };
}

interface Component {
  readonly metadata: { readonly name: string };
  readonly scopes: readonly AppId[];
  readonly auth: { readonly secretStore: string };
  readonly spec: { readonly type: string; readonly metadata: readonly Setting[] };
}

/**
 * `audit` records every topic without being named by each event, keeps its dead letters and replays them; only the
 * probes of a replica concern nobody else.
 */
const RECORDER = 'audit';
/** Reads through the component that shows an event to every replica. */
const FANNED_OUT = 'realtime';
const events = [...eventCatalogue.values()];

const component = (file: string) =>
  parse(readFileSync(path.join(REPOSITORY, 'dapr-components', file), 'utf8')) as Component;
const setting = (of: Component, name: string) =>
  of.spec.metadata.find((item) => item.name === name)?.value ?? '';

/** `app=a,b;other=c` as pairs of app and topics, in alphabetical order. */
function scopes(of: Component, name: string): Record<string, string[]> {
  return Object.fromEntries(
    setting(of, name)
      .split(';')
      .map((part) => part.split('='))
      .map(([app = '', list = '']) => [app, list === '' ? [] : list.split(',').sort()]),
  );
}

const recorded = (app: AppId, topic: Topic) => app === RECORDER && topic !== 'fanout-probes';
const receives = (app: AppId): Topic[] =>
  topics.filter((topic) =>
    events.some(
      (event) => event.topic === topic && (recorded(app, event.topic) || event.consumers.includes(app)),
    ),
  );
const sends = (app: AppId): string[] =>
  topics.filter(
    (topic) =>
      recorded(app, topic) || events.some((event) => event.topic === topic && event.producer === app),
  );
const deadLetters = (app: AppId): string[] =>
  topics.filter((topic) => recorded(app, topic)).map((topic) => deadLetterTopic(topic));

describe.each([
  ['kafka/pubsub.yaml', (app: AppId) => app !== FANNED_OUT],
  ['kafka/fanout.yaml', (app: AppId) => app === FANNED_OUT],
])('%s', (file, concerns) => {
  const loaded = component(file);
  const apps = loaded.scopes;

  it('is for the apps that send or receive through it', () => {
    const all = [...new Set([...events.flatMap((event) => [event.producer, ...event.consumers]), RECORDER])];
    expect([...apps].sort()).toEqual(all.filter((app) => concerns(app as AppId)).sort());
  });

  it('lets an app subscribe to the topics of the events it handles', () => {
    const allowed = scopes(loaded, 'subscriptionScopes');
    const expected = (app: AppId) => [...receives(app), ...deadLetters(app)];
    expect(allowed).toEqual(Object.fromEntries(apps.map((app) => [app, expected(app).sort()])));
  });

  it('lets an app publish its own events and dead-letter what it receives', () => {
    const allowed = scopes(loaded, 'publishingScopes');
    const expected = (app: AppId) => [...sends(app), ...receives(app).map((topic) => deadLetterTopic(topic))];
    expect(allowed).toEqual(Object.fromEntries(apps.map((app) => [app, expected(app).sort()])));
  });

  it('protects every topic, so that an app that is not named has none', () => {
    expect(setting(loaded, 'protectedTopics')).toBe(setting(loaded, 'allowedTopics'));
    for (const list of [...Object.values(scopes(loaded, 'subscriptionScopes'))].flat()) {
      expect(setting(loaded, 'protectedTopics').split(',')).toContain(list);
    }
  });
});

/** What a component says to the rest of Parley, whatever runs behind it. */
function face(file: string): object {
  const { metadata, scopes, auth, spec } = component(file);
  const lists = ['allowedTopics', 'protectedTopics', 'publishingScopes', 'subscriptionScopes'];
  const topics = spec.metadata.filter(({ name }) => lists.includes(name));
  return { name: metadata.name, scopes, auth, topics };
}

describe.each(brokers.filter((broker) => broker !== 'kafka'))('%s', (broker) => {
  it.each(['pubsub.yaml', 'fanout.yaml'])('takes the place of Kafka in %s', (file) => {
    expect(face(`${broker}/${file}`)).toEqual(face(`kafka/${file}`));
    expect(component(`${broker}/${file}`).spec.type).toBe(`pubsub.${broker}`);
  });
});

it('lets Redis deliver again only what all retries of the sidecar are over for', () => {
  const policies = readFileSync(path.join(REPOSITORY, 'dapr-components/base/resiliency.yaml'), 'utf8');
  const { spec } = parse(policies) as {
    spec: { policies: { retries: { inbound: { maxInterval: string; maxRetries: number } } } };
  };
  const { maxInterval, maxRetries } = spec.policies.retries.inbound;
  for (const file of ['redis/pubsub.yaml', 'redis/fanout.yaml'])
    expect(parseInt(setting(component(file), 'processingTimeout'))).toBeGreaterThan(
      parseInt(maxInterval) * maxRetries,
    );
});

it('takes the place of PostgreSQL with Redis', () => {
  expect(face('redis-state/statestore.yaml')).toEqual(face('postgresql/statestore.yaml'));
});

it.each(brokers.flatMap((broker) => stateStores.map((state) => ({ broker, state }))))(
  'has no address or password in the files of $broker and $state',
  ({ broker, state }) => {
    const files = productResources(broker, state)
      .slice(2)
      .flatMap((folder) =>
        readdirSync(folder)
          .filter((name) => name.endsWith('.yaml'))
          .map((name) => path.relative(path.join(REPOSITORY, 'dapr-components'), path.join(folder, name))),
      );
    expect(files).toHaveLength(3);
    for (const file of files) {
      const secret = /^(brokers|connectionString|redisHost|redisPassword)$/;
      const settings = component(file).spec.metadata.filter(({ name }) => secret.test(name));
      expect(settings.length).toBeGreaterThan(0);
      expect(settings.filter(({ secretKeyRef }) => secretKeyRef === undefined)).toEqual([]);
    }
  },
);

describe('rabbitmq/definitions.json', () => {
  interface Definitions {
    readonly exchanges: readonly { readonly name: string; readonly type: string }[];
    readonly queues: readonly { readonly name: string; readonly arguments: object }[];
    readonly bindings: readonly { readonly source: string; readonly destination: string }[];
    readonly policies: readonly { readonly pattern: string }[];
  }
  const text = readFileSync(path.join(REPOSITORY, 'dapr-components/rabbitmq/definitions.json'), 'utf8');
  const { exchanges, queues, bindings, policies } = JSON.parse(text) as Definitions;
  const pubsub = component('rabbitmq/pubsub.yaml');
  const consumed = Object.entries(scopes(pubsub, 'subscriptionScopes')).flatMap(([app, list]) =>
    list.map((topic) => ({ source: topic, destination: `${app}-${topic}` })),
  );
  const queuesOf = (of: readonly { readonly destination: string }[]) =>
    of.map(({ destination }) => destination).sort();

  it('has a queue for every consumer, so that nothing is published to nobody', () => {
    const found = bindings.map(({ source, destination }) => ({ source, destination }));
    const byName = (one: { destination: string }, other: { destination: string }) =>
      one.destination.localeCompare(other.destination);
    expect(found.sort(byName)).toEqual([...consumed].sort(byName));
    expect(queues.map(({ name }) => name).sort()).toEqual(queuesOf([...consumed]));
  });

  it('declares the queues as the sidecars do, which are refused otherwise', () => {
    for (const { arguments: declared } of queues)
      expect(declared).toEqual({ 'x-queue-type': 'classic', 'x-single-active-consumer': true });
  });

  it('has an exchange for every topic', () => {
    const named = ['pubsub', 'fanout'].flatMap((name) =>
      setting(component(`rabbitmq/${name}.yaml`), 'allowedTopics').split(','),
    );
    expect(exchanges.map(({ name }) => name).sort()).toEqual([...new Set(named)].sort());
    expect(new Set(exchanges.map(({ type }) => type))).toEqual(new Set(['fanout']));
  });

  it('ends the queues of a replica that has ended, and no other', () => {
    const pattern = new RegExp(policies[0]?.pattern ?? '');
    expect(pattern.test('realtime-9f1c0a52-6f0e-4c1e-9a55-0d2f6f1c7f3e-task-updates')).toBe(true);
    expect(queues.filter(({ name }) => pattern.test(name))).toEqual([]);
  });
});
