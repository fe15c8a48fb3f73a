import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PayloadSchema } from './json-schema.js';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Where the generated reference is kept, and the schemas as they were last published. */
export const files = {
  asyncApi: path.join(root, 'docs/asyncapi.yaml'),
  events: path.join(root, 'docs/events.md'),
  published: path.join(root, 'libs/contracts/schema/published'),
} as const;

/** The published schemas by event type. */
export function publishedSchemas(): Map<string, PayloadSchema> {
  const names = readdirSync(files.published).filter((name) => name.endsWith('.json'));
  return new Map(
    names.map((name) => [
      path.basename(name, '.json'),
      JSON.parse(readFileSync(path.join(files.published, name), 'utf8')) as PayloadSchema,
    ]),
  );
}

/** The text of a published schema. */
export function publishedText(schema: PayloadSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
