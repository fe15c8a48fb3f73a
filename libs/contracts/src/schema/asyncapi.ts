import { stringify } from 'yaml';
import type { EventDefinition } from '../define-event.js';
import { deadLetterTopic, eventCatalogue, topics } from '../index.js';
import type { JsonSchema } from './json-schema.js';
import { keyOf } from './key-of.js';
import { payloadSchemaOf } from './payload-schemas.js';

const definitions = [...eventCatalogue.values()];

/** Receives every event of every topic, without a handler per type. */
export const RECORDER = 'audit';

/** The document that describes all events of Parley (AsyncAPI 3.0.0), as an object. */
export function asyncApi(): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley events',
      version: '1.0.0',
      description:
        'Events between the services of Parley: CloudEvents 1.0 in structured JSON, published through Dapr. ' +
        'Delivery is at least once and in order per key; consumers recognise an event by its id. ' +
        'Within a version of a type only optional members are added.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(topics.map((topic) => [topic, channel(topic)])),
    operations: Object.fromEntries([...operations('send'), ...operations('receive')]),
    components: {
      messages: Object.fromEntries(definitions.map((definition) => [definition.type, message(definition)])),
      schemas: { CloudEvent: envelope, ...partSchemas() },
    },
  };
}

/** The same as text. */
export function asyncApiYaml(): string {
  const notice = '# Generated from libs/contracts by `npm run reference -w libs/contracts`; do not edit.\n';
  return notice + stringify(asyncApi(), { lineWidth: 110, aliasDuplicateObjects: false });
}

const envelope: JsonSchema = {
  type: 'object',
  description: 'CloudEvents 1.0 envelope.',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: { type: 'string', description: 'Unique per event, and kept when it is delivered again.' },
    source: { type: 'string', description: 'App id of the producer.' },
    type: { type: 'string' },
    subject: { type: 'string', description: 'Id of the aggregate; also the key.' },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { const: 'application/json' },
    traceparent: { type: 'string', description: 'W3C trace context.' },
    traceid: { type: 'string' },
  },
};

function channel(topic: (typeof topics)[number]): Record<string, unknown> {
  const types = definitions.filter((definition) => definition.topic === topic).map(({ type }) => type);
  return {
    address: topic,
    description: `What a consumer could not handle goes to \`${deadLetterTopic(topic)}\`, as it was received.`,
    messages: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
  };
}

function message(definition: EventDefinition): Record<string, unknown> {
  const schema = payloadSchemaOf(definition);
  return {
    name: definition.type,
    title: definition.type,
    summary: definition.summary,
    contentType: 'application/cloudevents+json',
    bindings: { kafka: { key: { type: 'string', description: `\`${keyOf(definition)}\` of the payload.` } } },
    payload: {
      allOf: [
        { $ref: '#/components/schemas/CloudEvent' },
        {
          type: 'object',
          properties: { type: { const: definition.type }, data: local(bare(schema)) },
        },
      ],
    },
  };
}

/** Who sends and receives what, one operation per app and topic. */
function operations(action: 'send' | 'receive'): [string, object][] {
  return topics.flatMap((topic) => {
    const ofTopic = definitions.filter((definition) => definition.topic === topic);
    const apps = new Set(
      action === 'send'
        ? ofTopic.map(({ producer }) => producer)
        : [...ofTopic.flatMap(({ consumers }) => consumers), RECORDER],
    );
    return [...apps].map((app): [string, object] => {
      const types = ofTopic.filter(({ producer, consumers }) =>
        action === 'send'
          ? producer === app
          : app === RECORDER || consumers.some((consumer) => consumer === app),
      );
      return [
        `${app}.${action}.${topic}`,
        {
          action,
          channel: { $ref: `#/channels/${topic}` },
          messages: types.map(({ type }) => ({ $ref: `#/channels/${topic}/messages/${type}` })),
        },
      ];
    });
  });
}

function partSchemas(): Record<string, unknown> {
  const parts = definitions.flatMap((definition) => Object.entries(payloadSchemaOf(definition).$defs ?? {}));
  const sorted = parts.toSorted(([a], [b]) => a.localeCompare(b));
  return Object.fromEntries(sorted.map(([name, schema]) => [name, local(schema)]));
}

function bare({ type, properties, required }: JsonSchema): JsonSchema {
  return { ...(type && { type }), ...(properties && { properties }), ...(required && { required }) };
}

/** References of a payload schema, as references into this document. */
function local(schema: JsonSchema): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
