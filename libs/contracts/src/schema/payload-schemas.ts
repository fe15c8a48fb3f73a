import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { eventCatalogue } from '../index.js';
import type { EventDefinition } from '../define-event.js';
import { referredTo, type JsonSchema, type PayloadSchema } from './json-schema.js';

/** Schemas of all payload classes and their parts, by class name. */
export function classSchemas(): Record<string, JsonSchema> {
  return validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/$defs/',
    // Contracts use it for instants only; the default would admit a date.
    // That a member must be there is in `required`.
    additionalConverters: { isIso8601: { type: 'string', format: 'date-time' }, isDefined: {} },
  }) as unknown as Record<string, JsonSchema>;
}

/** The schema of an event's payload, which stands by itself. */
export function payloadSchemaOf(definition: EventDefinition): PayloadSchema {
  const all = classSchemas();
  const schema = all[definition.payload.name];
  if (!schema) throw new Error(`${definition.payload.name} has no validated member.`);
  const parts = [...referredTo(schema, all)].sort();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://parley.dev/events/${definition.type}`,
    title: definition.type,
    description: definition.summary,
    ...schema,
    ...(parts.length > 0 && { $defs: Object.fromEntries(parts.map((name) => [name, all[name] ?? {}])) }),
  };
}

/** The payload schemas of every event, by type. */
export function payloadSchemas(): Map<string, PayloadSchema> {
  return new Map(
    [...eventCatalogue.values()].map((definition) => [definition.type, payloadSchemaOf(definition)]),
  );
}
