import { authOperations } from './auth-operations.ts';
import type { Schema } from './constraints.ts';
import { controllerOperations, type Operation } from './operations.ts';
import { Schemas } from './schemas.ts';
import type { Sources } from './sources.ts';

const DESCRIPTION =
  'Talk becomes tasks. Errors are problem documents (RFC 9457); changes of tasks need the ETag that was read ' +
  '(`If-Match`); lists are paged by cursor. Sign in and fetch a token at `/api/auth/token`, or send an API key as ' +
  '`x-api-key`. Changes made from a browser session must come from the origin of Parley.';

const PROBLEM: Schema = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Stable; go by it.' },
    errors: {
      type: 'array',
      description: 'The members of the request that were refused.',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string', format: 'json-pointer' }, detail: { type: 'string' } },
        required: ['pointer', 'detail'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};

/** The OpenAPI 3.1 document of the whole public API, read from the code that answers it. */
export function openApiDocument(sources: Sources): Readonly<Record<string, unknown>> {
  const schemas = new Schemas(sources);
  const operations = [...controllerOperations(sources, schemas), ...authOperations(sources, schemas)];
  return {
    openapi: '3.1.0',
    info: { title: 'Parley', version: '1', description: DESCRIPTION },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { 'api-key': [] }],
    paths: pathsOf(operations),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        'api-key': { type: 'apiKey', in: 'header', name: 'x-api-key' },
        operator: {
          type: 'http',
          scheme: 'bearer',
          description: 'The secret `audit-operator`, for whoever runs the system.',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' },
      },
      responses: {
        Problem: {
          description: 'Refused, or failed.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: Object.fromEntries([...schemas.components, ['Problem', PROBLEM] as const].sort(byName)),
    },
  };
}

function pathsOf(operations: readonly Operation[]): Readonly<Record<string, object>> {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return Object.fromEntries(
    [...byPath]
      .sort(byName)
      .map(([path, those]) => [
        path,
        Object.fromEntries(those.map(({ method, description }) => [method, description])),
      ]),
  );
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
