import { existsSync } from 'node:fs';
import { StackError } from '../errors.ts';
import { findProgram } from '../paths.ts';

/** The Redis server. @throws StackError saying what to install */
export function redisServer(): string {
  return findProgram('redis-server') ?? missing('Redis', 'redis-server');
}

export interface RabbitMqPrograms {
  readonly server: string;
  /** Erlang's name service, which a node needs to start. */
  readonly epmd: string;
}

/** Debian's program on PATH gives up its user and leaves the folder; the one behind it does as it is told. */
const BEHIND = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** RabbitMQ. @throws StackError saying what to install */
export function rabbitMqServer(): RabbitMqPrograms {
  const server = existsSync(BEHIND) ? BEHIND : findProgram('rabbitmq-server', ['/usr/sbin']);
  const epmd = findProgram('epmd', ['/usr/lib/erlang/bin']);
  if (server === undefined || epmd === undefined) return missing('RabbitMQ', 'rabbitmq-server');
  return { server, epmd };
}

function missing(what: string, name: string): never {
  throw new StackError(
    `${what} is not installed.`,
    `Install it (on Debian and Ubuntu "apt-get install ${name}") so that "${name}" is on PATH.`,
  );
}
