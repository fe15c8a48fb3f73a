import { securityHeaders } from '@parley/stack';
import { gunzipSync } from 'node:zlib';
import { Nginx } from './nginx.ts';

const SCRIPT = `console.log(${JSON.stringify('x'.repeat(4_000))})`;
const PAGE = '<!doctype html><script type="module" src="/assets/index-1a2b3c4d.js"></script>';
const NEXT_PAGE = PAGE.replace('1a2b3c4d', '5e6f7a8b');
const ui = { 'index.html': PAGE, 'icon.svg': '<svg/>', 'assets/index-1a2b3c4d.js': SCRIPT };

let nginx: Nginx;

// The first start may have to install nginx.
beforeAll(async () => {
  nginx = await Nginx.start(ui);
}, 240_000);

afterAll(() => nginx.stop());

it.each(['/', '/tasks/7', '/icon.svg', '/assets/index-1a2b3c4d.js', '/assets/none.js', '/api/none'])(
  'sends the security headers of the local stack with %s',
  async (path) => {
    const { headers } = await nginx.get(path);
    expect(headers).toMatchObject(securityHeaders(`http://127.0.0.1:${nginx.port}`));
  },
);

it('names the origin of secure sockets, and asks for https, where people come by https', async () => {
  const { headers } = await nginx.get('/', { host: 'parley.example', 'x-forwarded-proto': 'https' });
  expect(headers).toMatchObject(securityHeaders('https://parley.example'));
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  expect((await nginx.get('/')).headers).not.toHaveProperty('strict-transport-security');
});

it('lets no host name write into the policy', async () => {
  const { headers } = await nginx.get('/', { host: 'a;script-src' });
  expect(String(headers['content-security-policy'])).not.toContain('script-src');
});

it.each(['/', '/tasks/7', '/tasks/7?tab=notes', '/index.html'])('answers %s with the page', async (path) => {
  const { status, headers, body } = await nginx.get(path);
  expect({ status, type: headers['content-type'], body: body.toString() }).toEqual({
    status: 200,
    type: 'text/html; charset=utf-8',
    body: PAGE,
  });
});

it('has files with a hash in their name kept for good, and everything else asked for anew', async () => {
  const caching = async (path: string) => (await nginx.get(path)).headers['cache-control'];
  expect(await caching('/assets/index-1a2b3c4d.js')).toBe('public, max-age=31536000, immutable');
  expect(await caching('/')).toBe('no-cache');
  expect(await caching('/icon.svg')).toBe('no-cache');
  expect(await caching('/assets/none.js')).toBe('no-store');
});

it('never takes a new page for the old one, though both are of the same age and size', async () => {
  const next = await Nginx.start({ ...ui, 'index.html': NEXT_PAGE });
  try {
    const old = await nginx.get('/');
    const { status, body } = await next.get('/', {
      'if-none-match': old.headers.etag ?? '*',
      'if-modified-since': old.headers['last-modified'] ?? new Date(0).toUTCString(),
    });
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: NEXT_PAGE });
  } finally {
    await next.stop();
  }
});

it('sends what was compressed beforehand to those who take it', async () => {
  const { headers, body } = await nginx.get('/assets/index-1a2b3c4d.js', { 'accept-encoding': 'gzip' });
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  expect(gunzipSync(body).toString()).toBe(SCRIPT);
  expect((await nginx.get('/assets/index-1a2b3c4d.js')).body.toString()).toBe(SCRIPT);
});

it.each([
  ['GET', '/missing.js', 404, 'gateway.no_file'],
  ['GET', '/assets/none.js', 404, 'gateway.no_file'],
  ['GET', '/assets/', 404, 'gateway.no_file'],
  ['GET', '/api/v1/none', 404, 'gateway.no_route'],
  ['POST', '/', 404, 'gateway.no_route'],
  ['DELETE', '/assets/index-1a2b3c4d.js', 404, 'gateway.no_route'],
  ['GET', '/a/../b', 400, 'gateway.bad_path'],
  ['GET', '/a/%2e%2e/b', 400, 'gateway.bad_path'],
  ['GET', '/a/..', 400, 'gateway.bad_path'],
  ['GET', '/a/..%2fb', 400, 'gateway.bad_path'],
  ['GET', '/a/%252fb', 400, 'gateway.bad_path'],
  ['GET', '/a\\b', 400, 'gateway.bad_path'],
  ['GET', '//a', 400, 'gateway.bad_path'],
])('answers %s %s with the problem %i %s', async (method, path, status, code) => {
  const answer = await nginx.request(method, path);
  expect({ status: answer.status, type: answer.headers['content-type'] }).toEqual({
    status,
    type: 'application/problem+json',
  });
  expect(JSON.parse(answer.body.toString())).toMatchObject({ status, code });
});

it('says neither which server it is nor which version', async () => {
  expect((await nginx.get('/')).headers.server).toBe('nginx');
});

it('logs every request as JSON, without its query', async () => {
  await nginx.get('/invite?token=secret-of-a-person');
  const lines = nginx
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const entries = lines.map((line) => JSON.parse(line) as { path: string });
  expect(entries.map((entry) => entry.path)).toContain('/invite');
  expect(lines.join('\n')).not.toContain('secret-of-a-person');
});
