import { Validator } from '@seriousme/openapi-schema-validator';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openApiDocument } from './document.ts';
import { documentFile, readServices } from './sources.ts';

interface Operation {
  readonly summary?: string;
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security?: unknown;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

let document: Document;
beforeAll(() => {
  document = openApiDocument(readServices()) as unknown as Document;
});

const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

it('is what was written last; if not, run: npm run reference -w @parley/openapi', () => {
  expect(JSON.parse(readFileSync(documentFile, 'utf8'))).toEqual(document);
});

it('is valid OpenAPI 3.1', async () => {
  expect(await new Validator().validate({ ...structuredClone(document) })).toMatchObject({ valid: true });
});

it('describes something under every address that services answer with JSON', () => {
  const services = path.resolve(import.meta.dirname, '../../../services');
  const prefixes = readdirSync(services).flatMap((service) => {
    const { routes, kind } = JSON.parse(
      readFileSync(path.join(services, service, 'service.json'), 'utf8'),
    ) as {
      routes: string[];
      kind: string;
    };
    return kind === 'node' ? routes : [];
  });
  const undescribed = prefixes.filter(
    (prefix) => !Object.keys(document.paths).some((known) => known.startsWith(prefix)),
  );
  expect(undescribed).toEqual(['/api/docs', '/socket.io']);
});

it('says of every operation what it does, by a name of its own', () => {
  expect(operations().filter(({ summary }) => !summary)).toEqual([]);
  expect(new Set(operations().map(({ operationId }) => operationId)).size).toBe(operations().length);
});

it('tells what a request may hold as the server checks it', () => {
  expect(document.components.schemas['CreateTaskBody']).toMatchObject({
    required: ['title'],
    properties: {
      title: { type: 'string', maxLength: 2_000 },
      priority: { type: 'string', enum: ['low', 'medium', 'high'] },
      tags: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 200 } },
      list: { type: ['string', 'null'], maxLength: 100 },
      due: { anyOf: [{ $ref: '#/components/schemas/DueInput' }, { type: 'null' }] },
    },
  });
  expect(document.components.schemas['DueInput']).toMatchObject({
    properties: { local: { pattern: expect.any(String) as string } },
  });
  expect(document.paths['/api/v1/tasks']?.['get']?.parameters).toEqual([
    expect.objectContaining({
      name: 'q',
      in: 'query',
      required: false,
      schema: { type: 'string', maxLength: 1_000 },
    }),
    expect.objectContaining({ name: 'cursor' }),
    expect.objectContaining({
      name: 'limit',
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    }),
  ]);
});

it('tells what an answer holds, and what is always there', () => {
  expect(document.components.schemas['Task']).toMatchObject({
    properties: {
      id: { type: 'string' },
      status: { type: 'string', enum: ['open', 'completed'] },
      completedAt: { type: ['string', 'null'] },
      due: {
        anyOf: [
          { required: ['kind', 'date'], properties: { kind: { const: 'date' }, date: { type: 'string' } } },
          { required: ['kind', 'local', 'zone', 'at'] },
          { type: 'null' },
        ],
      },
      tags: { type: 'array', items: { type: 'string' } },
    },
    required: expect.arrayContaining(['id', 'completedAt', 'due', 'series']) as string[],
  });
  expect(document.paths['/api/v1/audit/export']?.['get']?.responses['200']).toMatchObject({
    content: { 'application/x-ndjson': {} },
  });
  expect(operations().every(({ responses }) => 'default' in responses)).toBe(true);
});

it('tells how a caller is known', () => {
  const security = (method: string, path: string) => document.paths[path]?.[method]?.security;
  expect(security('get', '/api/v1/tasks')).toBeUndefined(); // as the whole document says: token or key
  expect(security('post', '/api/auth/api-key/create')).toEqual([{ session: [] }]);
  expect(security('get', '/api/auth/token')).toEqual([{ session: [] }]);
  expect(security('post', '/api/auth/sign-in/email')).toEqual([]);
  expect(security('get', '/api/v1/admin/dead-letters')).toEqual([{ operator: [] }]);
});

it('leaves out what only the sidecar may ask', () => {
  const everything = JSON.stringify(document);
  expect(everything).not.toContain('AdvanceSeries');
  expect(everything).not.toContain('ReminderDue');
});
