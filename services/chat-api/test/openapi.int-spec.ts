import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { publishOpenApi } from '../src/openapi.js';

@Module({})
class EmptyModule {}

let app: NestExpressApplication;
let origin: string;

beforeAll(async () => {
  app = await NestFactory.create<NestExpressApplication>(EmptyModule, { logger: false });
  publishOpenApi(app);
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});

afterAll(() => app.close());

const get = async (path: string) => {
  const response = await fetch(`${origin}${path}`);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

it('serves the document of the whole API', async () => {
  const { status, type, text } = await get('/api/docs/openapi.json');
  expect([status, type]).toEqual([200, expect.stringContaining('application/json')]);
  const { paths } = JSON.parse(text) as { paths: object };
  for (const path of [
    '/api/v1/tasks',
    '/api/v1/audit/verify',
    '/api/v1/reminders',
    '/api/auth/api-key/create',
  ])
    expect(Object.keys(paths)).toContain(path);
});

it('serves a page with all its parts from the same origin', async () => {
  const page = await get('/api/docs');
  expect([page.status, page.type]).toEqual([200, expect.stringContaining('text/html')]);
  const parts = [...page.text.matchAll(/(?:src|href)="(\.?\/?[^"]+)"/g)].map(([, part]) => String(part));
  expect(parts.length).toBeGreaterThanOrEqual(5);
  for (const part of parts)
    expect({ part, ...(await get(new URL(part, `${origin}/api/docs/`).pathname)) }).toMatchObject({
      status: 200,
    });
});

it('shows its own document there, not the example that the page comes with', async () => {
  const { text } = await get('/api/docs/swagger-initializer.js');
  expect(text).toContain("url: '/api/docs/openapi.json'");
});
