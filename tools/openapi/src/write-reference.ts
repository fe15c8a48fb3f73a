import { writeFileSync } from 'node:fs';
import { openApiDocument } from './document.ts';
import { documentFile, readServices } from './sources.ts';

/** Writes the document of the public API to where it is served from. */
writeFileSync(documentFile, JSON.stringify(openApiDocument(readServices())));
