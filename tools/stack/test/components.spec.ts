import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deadLetterTopic, eventCatalogue, topics, type AppId, type Topic } from '@parley/contracts';
import { parse } from 'yaml';
import { REPOSITORY } from '../src/paths.ts';

interface Component {
  readonly scopes: readonly AppId[];
  readonly spec: { readonly metadata: readonly { readonly name: string; readonly value?: string }[] };
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
