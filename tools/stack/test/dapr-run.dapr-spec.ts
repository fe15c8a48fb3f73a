import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startStack, waitFor, type Stack } from '../src/index.ts';
import { productConfigurations, productResources } from '../src/infrastructure/product-components.ts';
import { StateFile } from '../src/state-file.ts';
import { httpStatus } from '../src/waiting.ts';
import { fixtureServices, removeTemporaryFolders, temporaryFolder } from './fixture/fixture-services.ts';

const dir = temporaryFolder();
const servicesDir = fixtureServices([{ name: 'audit', routes: ['/api/v1/audit'], database: 'audit' }]);
const children: ChildProcess[] = [];
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ dir, servicesDir, durable: false, daprRun: true });
});

afterAll(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  await stack.stop();
  removeTemporaryFolders();
});

const start = (...[command, args, options]: Parameters<typeof spawn>) => {
  children.push(spawn(command, args, { ...options, stdio: 'ignore' }));
};

it('prepares the services for the Dapr CLI, and reaches them through the gateway once it has started them', async () => {
  const ports = new StateFile(dir).read()?.replicas.find(({ name }) => name === 'audit-0')?.ports;
  if (ports === undefined) throw new Error('No ports are planned.');
  const [configuration = ''] = productConfigurations();
  // As the CLI starts it from a run file.
  const flags: Readonly<Record<string, string | number>> = {
    'app-id': 'audit',
    'app-port': ports.app,
    'dapr-http-port': ports.daprHttp,
    'dapr-grpc-port': ports.daprGrpc,
    'dapr-internal-grpc-port': ports.daprInternal,
    'metrics-port': ports.daprMetrics,
    'dapr-listen-addresses': '127.0.0.1',
    'placement-host-address': 'localhost:50005',
    'scheduler-host-address': stack.infrastructure.scheduler.address,
    config: configuration,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const folders = productResources().flatMap((folder) => ['--resources-path', folder]);
  start(path.join(dir, 'dapr-run', '.dapr', 'bin', 'daprd'), [...args, ...folders], {});
  start(process.execPath, ['dist/main.js'], {
    cwd: path.join(servicesDir, 'audit'),
    env: {
      ...process.env,
      PORT: String(ports.http),
      DAPR_APP_PORT: String(ports.app),
      DAPR_HTTP_PORT: String(ports.daprHttp),
      DAPR_API_TOKEN_FILE: path.join(dir, 'tokens', 'audit.dapr'),
      APP_API_TOKEN_FILE: path.join(dir, 'tokens', 'audit.app'),
    },
  });

  await waitFor(
    'the sidecar and its app',
    async () => (await httpStatus(ports.daprHttp, '/v1.0/healthz')) === 204,
  );
  expect((await fetch(`${stack.url}/api/v1/audit/seen`)).status).toBe(200);
});

it('gives the sidecar its token, and the app its own secrets alone', async () => {
  const { daprHttp } = new StateFile(dir).read()?.replicas[0]?.ports ?? {};
  const token = readFileSync(path.join(dir, 'tokens', 'audit.dapr'), 'utf8');
  const secret = (name: string, headers: Record<string, string>) =>
    fetch(`http://127.0.0.1:${daprHttp ?? 0}/v1.0/secrets/parley-secrets/${name}`, { headers });
  expect((await secret('audit-database', {})).status).toBe(401);
  const answer = await secret('audit-database', { 'dapr-api-token': token });
  expect(await answer.json()).toEqual({ url: expect.stringContaining('/audit') as string });
  expect((await secret('statestore', { 'dapr-api-token': token })).status).toBe(403);
});
