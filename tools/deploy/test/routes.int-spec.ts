import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { readServices, REPOSITORY, waitFor } from '@parley/stack';
import { findOrInstall } from '@parley/testing/system-packages';

const made = (name: string) => path.join(REPOSITORY, 'tools', 'deploy', 'compose', 'nginx', name);
const services = readServices(path.join(REPOSITORY, 'services')).filter(
  ({ kind, routes }) => kind === 'node' && routes.length > 0,
);
const dir = mkdtempSync(path.join(os.tmpdir(), 'parley-routes-'));
const servers: http.Server[] = [];
let nginx: ChildProcess;
let url = '';

/** A server that answers with its name. */
async function serve(name: string): Promise<number> {
  const server = http.createServer((_request, response) => response.end(name));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function unusedPort(): Promise<number> {
  const port = await serve('nobody');
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}

const ask = async (target: string) => {
  const response = await fetch(`${url}${target}`);
  return response.ok ? response.text() : response.status;
};

beforeAll(async () => {
  let upstreams = readFileSync(made('upstreams.conf'), 'utf8');
  for (const { name } of services)
    upstreams = upstreams.replace(`server ${name}:8080;`, `server 127.0.0.1:${await serve(name)};`);
  const port = await unusedPort();
  cpSync(made('routes.conf'), path.join(dir, 'routes.conf'));
  writeFileSync(path.join(dir, 'upstreams.conf'), upstreams);
  writeFileSync(
    path.join(dir, 'nginx.conf'),
    `daemon off; pid ${dir}/pid; error_log stderr; events {}
http {
  access_log off; client_body_temp_path ${dir}/body; proxy_temp_path ${dir}/proxy;
  fastcgi_temp_path ${dir}/fastcgi; uwsgi_temp_path ${dir}/uwsgi; scgi_temp_path ${dir}/scgi;
  include upstreams.conf;
  server { listen 127.0.0.1:${port}; include routes.conf; location / { return 404; } }
}
`,
  );
  url = `http://127.0.0.1:${port}`;
  const program = findOrInstall('nginx', ['nginx']);
  nginx = spawn(program, ['-e', 'stderr', '-c', path.join(dir, 'nginx.conf')], { stdio: 'ignore' });
  await waitFor('nginx', () =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  );
});

afterAll(async () => {
  const ended = new Promise((resolve) => nginx.once('exit', resolve));
  nginx.kill('SIGTERM');
  await ended;
  for (const server of servers) server.close();
  rmSync(dir, { recursive: true, force: true });
});

const routes = services.flatMap(({ name, routes: prefixes }) => prefixes.map((prefix) => ({ name, prefix })));

it.each(routes)('$prefix and what is below it goes to $name', async ({ name, prefix }) => {
  expect(await ask(prefix)).toBe(name);
  expect(await ask(`${prefix}/one/two?three=4`)).toBe(name);
});

it.each(routes)('what only begins like $prefix does not', async ({ prefix }) => {
  expect(await ask(`${prefix}x`)).toBe(404);
});
