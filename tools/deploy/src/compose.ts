import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  DAPR_VERSION,
  daprdFlags,
  DEFAULT_BASE,
  productResources,
  schedulerFlags,
  secretNames,
  type ServiceDefinition,
} from '@parley/stack';
import { stringify } from 'yaml';
import { containerPorts, kafkaPartitions, kafkaTopics, places, USER } from './places.ts';

const FOLDER = './tools/deploy/compose';
const POSTGRES = 'postgres:18.4-bookworm';
const REDPANDA = 'redpandadata/redpanda:v25.2.7';
const DAPR = `parley/dapr-dev:${DAPR_VERSION}`;
const PUBLIC_URL = `http://localhost:\${PARLEY_PORT:-${DEFAULT_BASE}}`;

type Service = Readonly<Record<string, unknown>>;

/** The containers of a stack for people with Docker, `docker-compose.dev.yml`. */
export function compose(services: readonly ServiceDefinition[]): string {
  const node = services.filter(({ kind }) => kind === 'node');
  const document = {
    name: 'parley',
    services: {
      ...Object.fromEntries(
        services.filter(({ kind }) => kind === 'static').map((ui) => [ui.name, web(ui, node)]),
      ),
      ...Object.fromEntries(node.flatMap(containersOf)),
      setup: setup(node),
      postgres: postgres(),
      databases: databases(node),
      redpanda: redpanda(),
      topics: topics(),
      scheduler: scheduler(),
    },
    configs: mounted(node),
    volumes: {
      postgres: {},
      'postgres-password': {},
      redpanda: {},
      scheduler: {},
      secrets: {},
      tokens: {},
    },
  };
  return `# Made by "npm run deployment" from services/*/service.json and the local stack; docs/operate/docker.md.
#   docker compose -f docker-compose.dev.yml up --build --wait
${stringify(document, { aliasDuplicateObjects: false, lineWidth: 0, singleQuote: true })}`;
}

/** Files of the repository that containers read. */
function mounted(node: readonly ServiceDefinition[]): Readonly<Record<string, { readonly file: string }>> {
  const files = [
    ...['setup', 'databases', 'topics'].map((name) => ({ name: `${name}.sh`, file: `${name}.sh` })),
    ...['upstreams', 'routes'].map((name) => ({ name: `nginx-${name}`, file: `nginx/${name}.conf` })),
    ...node.map(({ appId }) => ({ name: `configuration-${appId}`, file: `configuration/${appId}.yaml` })),
  ];
  return Object.fromEntries(files.map(({ name, file }) => [name, { file: `${FOLDER}/${file}` }]));
}

/** Settings of every container; `memory` in megabytes. */
function common(memory: number): Service {
  return {
    restart: 'unless-stopped',
    security_opt: ['no-new-privileges:true'],
    deploy: { resources: { limits: { cpus: '1.0', memory: `${memory}M` } } },
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  };
}

/** A container that may change nothing but its volumes and a small /tmp. */
function confined(memory: number): Service {
  return { ...common(memory), read_only: true, cap_drop: ['ALL'], tmpfs: ['/tmp'] };
}

/** Runs once, before those that need what it makes. */
function once(memory: number): Service {
  return { ...common(memory), restart: 'no' };
}

const bash = (script: string) => ['bash', '-euc', script];

/** A health check with nothing but bash; its image may have neither curl nor a shell that knows HTTP. */
function answers(port: number, target: string, status: number): Service {
  const request = `printf 'GET ${target} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n'`;
  return healthcheck([
    'CMD',
    ...bash(`exec 3<>/dev/tcp/127.0.0.1/${port}; ${request} >&3; grep -q ' ${status} ' <&3`),
  ]);
}

function healthcheck(test: readonly string[]): Service {
  return { test, interval: '5s', timeout: '3s', retries: 12, start_period: '60s', start_interval: '1s' };
}

const after = (condition: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { condition: `service_${condition}` }]));

const readOnly = (source: string, target: string) => ({ type: 'volume', source, target, read_only: true });
const writable = (source: string, target: string) => ({ type: 'volume', source, target });
const config = (source: string, target: string) => ({ source, target });

/** A service, its sidecar, the network they share, and what brings its database up to date. */
function containersOf(service: ServiceDefinition): [string, Service][] {
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

function web({ name }: ServiceDefinition, node: readonly ServiceDefinition[]): Service {
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

/** Databases by the secret that holds their address. */
function databaseNames(node: readonly ServiceDefinition[]): string {
  const own = node.flatMap(({ appId, database }) => (database === undefined ? [] : [`${appId}=${database}`]));
  return own.join(' ');
}

const STATE_DATABASE = 'dapr_state';

function setup(node: readonly ServiceDefinition[]): Service {
  const secrets = node.flatMap(secretNames).filter((name) => !name.endsWith('-database'));
  return {
    image: POSTGRES,
    ...once(64),
    network_mode: 'none',
    user: '0:0',
    cap_drop: ['ALL'],
    cap_add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER'],
    read_only: true,
    entrypoint: ['bash', '/setup.sh'],
    environment: {
      APPS: node.map(({ appId }) => appId).join(' '),
      SECRETS: secrets.join(' '),
      DATABASES: databaseNames(node),
      STATE_DATABASE,
      DATABASE_HOST: 'postgres:5432',
      BROKERS: 'redpanda:9092',
      OWNER: USER,
      SECRETS_DIR: places.secrets,
      TOKENS_DIR: places.tokens,
      POSTGRES_PASSWORD_FILE: places.postgresPassword,
      SCHEDULER_DIR,
    },
    volumes: [
      writable('secrets', places.secrets),
      writable('tokens', places.tokens),
      writable('postgres-password', path.posix.dirname(places.postgresPassword)),
      writable('scheduler', SCHEDULER_DIR),
    ],
    configs: [config('setup.sh', '/setup.sh')],
  };
}

function postgres(): Service {
  return {
    image: POSTGRES,
    ...common(1024),
    shm_size: '128m',
    environment: {
      POSTGRES_PASSWORD_FILE: places.postgresPassword,
      // The built-in locale sorts the same on every machine.
      POSTGRES_INITDB_ARGS: '--locale-provider=builtin --locale=C.UTF-8 --encoding=UTF8',
    },
    volumes: [
      writable('postgres', '/var/lib/postgresql'),
      readOnly('postgres-password', path.posix.dirname(places.postgresPassword)),
    ],
    healthcheck: healthcheck(['CMD', 'pg_isready', '-h', '127.0.0.1', '-U', 'postgres']),
    stop_grace_period: '30s',
    depends_on: after('completed_successfully', 'setup'),
  };
}

function databases(node: readonly ServiceDefinition[]): Service {
  return {
    image: POSTGRES,
    ...once(64),
    user: USER,
    cap_drop: ['ALL'],
    read_only: true,
    tmpfs: ['/tmp'],
    entrypoint: ['bash', '/databases.sh'],
    environment: {
      DATABASES: databaseNames(node),
      STATE_DATABASE,
      SECRETS_DIR: places.secrets,
      POSTGRES_PASSWORD_FILE: places.postgresPassword,
      PGHOST: 'postgres',
      PGUSER: 'postgres',
    },
    volumes: [
      readOnly('secrets', places.secrets),
      readOnly('postgres-password', path.posix.dirname(places.postgresPassword)),
    ],
    configs: [config('databases.sh', '/databases.sh')],
    depends_on: after('healthy', 'postgres'),
  };
}

function redpanda(): Service {
  return {
    image: REDPANDA,
    ...common(1024),
    // Not --mode=dev-container: it answers before a message is on the disk.
    command: [
      'redpanda',
      'start',
      '--smp=1',
      '--memory=512M',
      '--reserve-memory=0M',
      '--overprovisioned',
      '--check=false',
      '--kafka-addr=PLAINTEXT://0.0.0.0:9092',
      '--advertise-kafka-addr=PLAINTEXT://redpanda:9092',
    ],
    volumes: [writable('redpanda', '/var/lib/redpanda/data')],
    healthcheck: healthcheck(['CMD', ...bash("rpk cluster health | grep -Eq 'Healthy:.+true'")]),
    stop_grace_period: '30s',
  };
}

function topics(): Service {
  return {
    image: REDPANDA,
    ...once(128),
    cap_drop: ['ALL'],
    entrypoint: ['bash', '/topics.sh'],
    environment: {
      BROKERS: 'redpanda:9092',
      PARTITIONS: String(kafkaPartitions()),
      TOPICS: kafkaTopics().join(' '),
    },
    configs: [config('topics.sh', '/topics.sh')],
    depends_on: after('healthy', 'redpanda'),
  };
}

const SCHEDULER_DIR = '/var/lib/dapr/scheduler';
const SCHEDULER_PORTS = {
  scheduler: 50006,
  schedulerHealth: 8080,
  etcdClient: 2379,
  etcdPeer: 2380,
} as const;

function daprImage(): Service {
  return { image: DAPR, build: { context: `${FOLDER}/dapr`, args: { DAPR_VERSION } } };
}

function scheduler(): Service {
  return {
    ...daprImage(),
    ...confined(512),
    user: USER,
    entrypoint: ['scheduler'],
    command: schedulerFlags(
      { ports: SCHEDULER_PORTS, dataDir: SCHEDULER_DIR },
      { listen: '0.0.0.0', host: 'scheduler' },
    ),
    volumes: [writable('scheduler', SCHEDULER_DIR)],
    healthcheck: answers(SCHEDULER_PORTS.schedulerHealth, '/healthz', 200),
    stop_grace_period: '15s',
    depends_on: after('completed_successfully', 'setup'),
  };
}
