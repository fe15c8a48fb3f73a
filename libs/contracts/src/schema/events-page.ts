import { deadLetterTopic, eventCatalogue, topics, type EventDefinition } from '../index.js';
import { RECORDER } from './asyncapi.js';
import type { JsonSchema, PayloadSchema } from './json-schema.js';
import { keyOf } from './key-of.js';
import { payloadSchemaOf } from './payload-schemas.js';

/** `docs/events.md`. */
export function eventsPage(): string {
  const definitions = [...eventCatalogue.values()];
  return [
    '<!-- Generated from libs/contracts by `npm run reference -w libs/contracts`; do not edit. -->',
    '',
    '# Events',
    '',
    'Services tell one another what happened with CloudEvents 1.0. The same reference for machines is',
    '[asyncapi.yaml](asyncapi.yaml); the JSON Schema of each payload is in `libs/contracts/schema/published`.',
    'Delivery is at least once and in order per key. Within a version only optional fields are added; a',
    'breaking change is a new type, published beside the old one until nothing consumes that.',
    '',
    `\`${RECORDER}\` receives every event, besides the consumers named here. What a consumer cannot handle goes to`,
    `the topic with \`-dlq\` behind its name, e.g. \`${deadLetterTopic(topics[0])}\`.`,
    '',
    '| type | topic | key | producer | consumers | meaning |',
    '| --- | --- | --- | --- | --- | --- |',
    ...definitions.map(row),
    ...definitions.flatMap(section),
    '',
  ].join('\n');
}

function row(definition: EventDefinition): string {
  const { type, topic, producer, consumers, summary } = definition;
  const link = `[\`${type}\`](#${type.replaceAll('.', '')})`;
  const names = consumers.length === 0 ? '' : consumers.map((name) => `\`${name}\``).join(', ');
  return `| ${link} | \`${topic}\` | \`${keyOf(definition)}\` | \`${producer}\` | ${names} | ${summary} |`;
}

function section(definition: EventDefinition): string[] {
  const schema = payloadSchemaOf(definition);
  const parts = Object.entries(schema.$defs ?? {}).flatMap(([name, part]) => [
    '',
    `\`${name}\`:`,
    '',
    ...fields(part),
  ]);
  return ['', `## ${definition.type}`, '', definition.summary, '', ...fields(schema), ...parts];
}

function fields(schema: PayloadSchema): string[] {
  const required = new Set(schema.required);
  return [
    '| field | type | |',
    '| --- | --- | --- |',
    ...Object.entries(schema.properties ?? {}).map(
      ([name, field]) =>
        `| \`${name}\` | ${typeOf(field)} | ${required.has(name) ? 'required' : 'optional'} |`,
    ),
  ];
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref) return `\`${schema.$ref.replace('#/$defs/', '')}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.items) return `list of ${typeOf(schema.items)}${limits(schema)}`;
  if (schema.pattern) return `${schema.type ?? ''} \`${schema.pattern.replaceAll('|', '\\|')}\``;
  return `${schema.format ?? schema.type ?? 'any'}${limits(schema)}`;
}

function limits({ minimum, maximum, minLength, maxLength, maxItems }: JsonSchema): string {
  const low = minimum ?? minLength;
  const high = maximum ?? maxLength ?? maxItems;
  if (low !== undefined && high !== undefined) return `, ${low} to ${high}`;
  if (low !== undefined) return `, at least ${low}`;
  return high === undefined ? '' : `, at most ${high}`;
}
