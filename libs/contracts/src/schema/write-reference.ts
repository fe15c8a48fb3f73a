import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asyncApiYaml } from './asyncapi.js';
import { breaches } from './compatibility.js';
import { eventsPage } from './events-page.js';
import { payloadSchemas } from './payload-schemas.js';
import { files, publishedSchemas, publishedText } from './published.js';

/** Writes the reference of the events; refuses to publish a schema that breaks the one before. */
mkdirSync(files.published, { recursive: true });
const published = publishedSchemas();
const current = payloadSchemas();
const refused = [...current].flatMap(([type, schema]) =>
  breaches(published.get(type) ?? schema, schema).map((breach) => `  ${type}: ${breach}`),
);
if (refused.length > 0) {
  console.error(`These changes need a new version of the event, beside the old one:\n${refused.join('\n')}`);
  process.exit(1);
}
for (const [type, schema] of current) {
  writeFileSync(path.join(files.published, `${type}.json`), publishedText(schema));
}
writeFileSync(files.asyncApi, asyncApiYaml());
writeFileSync(files.events, eventsPage());
