import { existsSync } from 'node:fs';
import path from 'node:path';
import { daprdFlags, DEFAULT_BASE, productResources, type ServiceDefinition } from '@parley/stack';
import { containerPorts, places, USER } from '../places.ts';
import {
  after,
  answers,
  config,
  confined,
  daprImage,
  healthcheck,
  once,
  POSTGRES,
  readOnly,
  SCHEDULER_PORTS,
  writable,
  type Service,
} from './settings.ts';

const PUBLIC_URL = `http://localhost:\${PARLEY_PORT:-${DEFAULT_BASE}}`;

/** A service, its sidecar, the network they share, and what brings its database up to date. */
export function containersOf(service: ServiceDefinition): [string, Service][] {
  const { name } = service;
  const always: [string, Service][] = [
    [name, app(service)],
    [`${name}-dapr`, sidecar(service)],
    [`${name}-net`, network(service)],
  ];
  return hasMigrations(service) ? [...always, [`${name}-migrations`, migrations(service)]] : always;
}

const hasMigrations = ({ database, folder }: ServiceDefinition) =>
  database !== undefined && existsSync(path.join(folder, 'prisma', 'migrations'));

function image(name: string): Service {
  return {
    image: `parley/${name}:dev`,
    build: { context: '.', target: 'service', args: { SERVICE: name } },
  };
}

const tokenFiles = (appId: string) => ({
  DAPR_API_TOKEN_FILE: `${places.tokens}/${appId}.dapr`,
  APP_API_TOKEN_FILE: `${places.tokens}/${appId}.app`,
});

function app(service: ServiceDefinition): Service {
  const { name, appId } = service;
  const probe = `fetch('http://127.0.0.1:${containerPorts.http}/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
  return {
    ...image(name),
    ...confined(512),
    init: true,
    network_mode: `service:${name}-net`,
    environment: {
      PORT: String(containerPorts.http),
      DAPR_APP_PORT: String(containerPorts.app),
      DAPR_HTTP_PORT: String(containerPorts.daprHttp),
      ...tokenFiles(appId),
      PUBLIC_URL,
      LOG_LEVEL: '${LOG_LEVEL:-info}',
    },
    volumes: [readOnly('tokens', places.tokens)],
    healthcheck: healthcheck(['CMD', 'node', '-e', probe]),
    // More than the service gives itself to finish what it has begun.
    stop_grace_period: '35s',
    depends_on: {
      ...after('healthy', `${name}-dapr`),
      ...(hasMigrations(service) ? after('completed_successfully', `${name}-migrations`) : {}),
    },
  };
}

function sidecar({ name, appId }: ServiceDefinition): Service {
  const folders = productResources('kafka', 'postgresql').map((folder) => path.basename(folder));
  const at = (folder: string) => `${places.components}/${folder}`;
  return {
    ...daprImage(),
    ...confined(256),
    user: USER,
    network_mode: `service:${name}-net`,
    // Relative paths in components start here.
    working_dir: places.secrets,
    environment: tokenFiles(appId),
    entrypoint: ['with-tokens', 'daprd'],
    command: daprdFlags({
      appId,
      ports: containerPorts,
      resources: folders.map(at),
      configurations: [
        ...['base', 'local'].map((folder) => `${at(folder)}/configuration.yaml`),
        places.configuration,
      ],
      schedulerAddress: `scheduler:${SCHEDULER_PORTS.scheduler}`,
      internalAddress: '0.0.0.0',
    }),
    volumes: [
      writable('secrets', places.secrets),
      readOnly('tokens', places.tokens),
      ...folders.map((folder) => ({
        type: 'bind',
        source: `./dapr-components/${folder}`,
        target: at(folder),
        read_only: true,
      })),
    ],
    configs: [config(`configuration-${appId}`, places.configuration)],
    healthcheck: answers(containerPorts.daprHttp, '/v1.0/healthz/outbound', 204),
    stop_grace_period: '15s',
    depends_on: {
      ...after('started', `${name}-net`),
      ...after('completed_successfully', 'setup', 'databases', 'topics'),
      ...after('healthy', 'scheduler'),
    },
  };
}

/**
 * Holds the network of a service and its sidecar and does nothing else, so that either may end and start again without
 * taking the network of the other along.
 */
function network({ name }: ServiceDefinition): Service {
  return {
    image: POSTGRES,
    ...confined(32),
    user: USER,
    init: true,
    entrypoint: ['sleep', 'infinity'],
    networks: { default: { aliases: [name] } },
    stop_grace_period: '1s',
  };
}

function migrations({ name, appId }: ServiceDefinition): Service {
  return {
    ...image(name),
    ...once(256),
    read_only: true,
    cap_drop: ['ALL'],
    tmpfs: ['/tmp'],
    command: ['node', '/app/libs/persistence/dist/cli/migrate.js', `/app/services/${name}/prisma`],
    environment: { DATABASE_URL_FILE: `${places.secrets}/databases/${appId}` },
    volumes: [readOnly('secrets', places.secrets)],
    depends_on: after('completed_successfully', 'databases'),
  };
}

export function web({ name }: ServiceDefinition, node: readonly ServiceDefinition[]): Service {
  const behind = node.filter(({ routes }) => routes.length > 0).map((service) => service.name);
  return {
    image: `parley/${name}:dev`,
    build: { context: '.', target: 'web' },
    ...confined(64),
    ports: [`127.0.0.1:\${PARLEY_PORT:-${DEFAULT_BASE}}:${containerPorts.http}`],
    configs: [
      config('nginx-upstreams', '/etc/nginx/upstreams.d/parley.conf'),
      config('nginx-routes', '/etc/nginx/routes.d/parley.conf'),
    ],
    healthcheck: answers(containerPorts.http, '/livez', 200),
    depends_on: after('healthy', ...behind),
  };
}
