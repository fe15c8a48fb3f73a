import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { asyncApiYaml } from './asyncapi.js';
import { breaches } from './compatibility.js';
import { eventsPage } from './events-page.js';
import { payloadSchemas } from './payload-schemas.js';
import { files, publishedSchemas, publishedText } from './published.js';

const published = publishedSchemas();
const current = payloadSchemas();
const renew = 'stale: run `npm run reference -w libs/contracts` and commit what it writes';

it.each([...published])('%s keeps what it published', (type, schema) => {
  const now = current.get(type);
  expect(now ? breaches(schema, now) : [`${type} is no longer in the catalogue.`]).toEqual([]);
});

it.each([...current])('%s has its schema published', (type, schema) => {
  const known = published.get(type);
  expect(known && publishedText(known) === publishedText(schema) ? 'fresh' : renew).toBe('fresh');
});

it.each([
  ['docs/asyncapi.yaml', files.asyncApi, asyncApiYaml],
  ['docs/events.md', files.events, eventsPage],
])('%s says what the code says', (_, file, generate) => {
  expect(readFileSync(file, 'utf8') === generate() ? 'fresh' : renew).toBe('fresh');
});

it('is a valid AsyncAPI document', () => {
  const specification: unknown = createRequire(import.meta.url)(
    '@asyncapi/specs/schemas/3.0.0-without-$id.json',
  );
  const validate = new Ajv({ strict: false, logger: false, allErrors: true }).compile(
    specification as object,
  );
  validate(parse(asyncApiYaml()));
  expect(validate.errors ?? []).toEqual([]);
});

it('refers only to what it holds', () => {
  const text = asyncApiYaml();
  const document: unknown = parse(text);
  const at = (pointer: string) =>
    pointer
      .slice(2)
      .split('/')
      .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
  const pointers = [...text.matchAll(/\$ref: "?(#[^"\n]+)"?/g)].map(([, pointer]) => String(pointer));
  expect(pointers.length).toBeGreaterThan(50);
  expect(pointers.filter((pointer) => at(pointer) === undefined)).toEqual([]);
});
