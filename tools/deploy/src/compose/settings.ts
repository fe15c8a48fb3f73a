import { DAPR_VERSION } from '@parley/stack';

/** Where the files are that containers read, as docker-compose.dev.yml names them. */
export const FOLDER = './tools/deploy/compose';
export const POSTGRES = 'postgres:18.4-bookworm';
export const REDPANDA = 'redpandadata/redpanda:v25.2.7';
export const STATE_DATABASE = 'dapr_state';
export const SCHEDULER_PORTS = {
  scheduler: 50006,
  schedulerHealth: 8080,
  etcdClient: 2379,
  etcdPeer: 2380,
} as const;

export type Service = Readonly<Record<string, unknown>>;

/** Settings of every container; `memory` in megabytes. */
export function common(memory: number): Service {
  return {
    restart: 'unless-stopped',
    security_opt: ['no-new-privileges:true'],
    deploy: { resources: { limits: { cpus: '1.0', memory: `${memory}M` } } },
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  };
}

/** A container that may change nothing but its volumes and a small /tmp. */
export function confined(memory: number): Service {
  return { ...common(memory), read_only: true, cap_drop: ['ALL'], tmpfs: ['/tmp'] };
}

/** Runs once, before those that need what it makes. */
export function once(memory: number): Service {
  return { ...common(memory), restart: 'no' };
}

export const bash = (script: string) => ['bash', '-euc', script];

/** A health check with nothing but bash; its image may have neither curl nor a shell that knows HTTP. */
export function answers(port: number, target: string, status: number): Service {
  const request = `printf 'GET ${target} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n'`;
  return healthcheck([
    'CMD',
    ...bash(`exec 3<>/dev/tcp/127.0.0.1/${port}; ${request} >&3; grep -q ' ${status} ' <&3`),
  ]);
}

export function healthcheck(test: readonly string[]): Service {
  return { test, interval: '5s', timeout: '3s', retries: 12, start_period: '60s', start_interval: '1s' };
}

export const after = (condition: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { condition: `service_${condition}` }]));

export const readOnly = (source: string, target: string) => ({
  type: 'volume',
  source,
  target,
  read_only: true,
});
export const writable = (source: string, target: string) => ({ type: 'volume', source, target });
export const config = (source: string, target: string) => ({ source, target });

/** Dapr's programs with a shell beside them. */
export function daprImage(): Service {
  return {
    image: `parley/dapr-dev:${DAPR_VERSION}`,
    build: { context: `${FOLDER}/dapr`, args: { DAPR_VERSION } },
  };
}
