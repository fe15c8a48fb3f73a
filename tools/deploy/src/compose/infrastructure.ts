import path from 'node:path';
import { schedulerFlags, secretNames, type ServiceDefinition } from '@parley/stack';
import { kafkaPartitions, kafkaTopics, places, USER } from '../places.ts';
import {
  after,
  answers,
  bash,
  common,
  config,
  confined,
  daprImage,
  healthcheck,
  once,
  POSTGRES,
  readOnly,
  REDPANDA,
  SCHEDULER_PORTS,
  STATE_DATABASE,
  writable,
  type Service,
} from './settings.ts';

const SCHEDULER_DIR = '/var/lib/dapr/scheduler';

/** Databases by the secret that holds their address. */
function databaseNames(node: readonly ServiceDefinition[]): string {
  const own = node.flatMap(({ appId, database }) => (database === undefined ? [] : [`${appId}=${database}`]));
  return own.join(' ');
}

export function setup(node: readonly ServiceDefinition[]): Service {
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

export function postgres(): Service {
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

export function databases(node: readonly ServiceDefinition[]): Service {
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

export function redpanda(): Service {
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

export function topics(): Service {
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

export function scheduler(): Service {
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
