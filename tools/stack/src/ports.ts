import net from 'node:net';
import { StackError } from './errors.ts';

/** Ports one stack may use: `base` up to `base + BLOCK - 1`. All below 32768, where ephemeral ports begin. */
export const BLOCK = 200;
export const DEFAULT_BASE = 7400;

const INFRASTRUCTURE = {
  gateway: 0,
  postgres: 1,
  kafka: 2,
  kafkaController: 3,
  scheduler: 4,
  schedulerHealth: 5,
  etcdClient: 6,
  etcdPeer: 7,
  rabbitmq: 8,
  rabbitmqNode: 9,
  epmd: 10,
  redis: 11,
  kafka2: 12,
  kafkaController2: 13,
  kafka3: 14,
  kafkaController3: 15,
} as const;
const FIRST_REPLICA = 20;
const RESERVATION = BLOCK - 1;

export type InfrastructurePorts = Readonly<Record<keyof typeof INFRASTRUCTURE, number>>;

/** Ports of one replica: the service's public and internal HTTP ports, and those of its sidecar. */
export interface ReplicaPorts {
  readonly http: number;
  readonly app: number;
  readonly daprHttp: number;
  readonly daprGrpc: number;
  readonly daprInternal: number;
  readonly daprMetrics: number;
}
const PORTS_PER_REPLICA = 6;

/** Hands out the ports of one block. */
export class PortPlan {
  readonly base: number;
  readonly infrastructure: InfrastructurePorts;
  private next = FIRST_REPLICA;
  private reservation: net.Server | undefined;

  constructor(base: number) {
    if (!Number.isInteger(base) || base < 1024 || base + BLOCK > 32_768) {
      throw new StackError(
        `Port ${base} cannot be the first port: it must be from 1024 to ${32_768 - BLOCK}.`,
        `Set PARLEY_PORT or --port; ports ${DEFAULT_BASE} to ${DEFAULT_BASE + BLOCK - 1} are the default.`,
      );
    }
    this.base = base;
    this.infrastructure = Object.fromEntries(
      Object.entries(INFRASTRUCTURE).map(([name, offset]) => [name, base + offset]),
    ) as InfrastructurePorts;
  }

  /** The ports of the next replica. */
  replica(): ReplicaPorts {
    const first = this.base + this.next;
    if (this.next + PORTS_PER_REPLICA > RESERVATION)
      throw new StackError('There are no ports left for more replicas.');
    this.next += PORTS_PER_REPLICA;
    return {
      http: first,
      app: first + 1,
      daprHttp: first + 2,
      daprGrpc: first + 3,
      daprInternal: first + 4,
      daprMetrics: first + 5,
    };
  }

  /** Takes the block for this process by listening on its last port; false when another stack has it. */
  async reserve(): Promise<boolean> {
    const server = net.createServer().unref();
    const taken = await listens(server, this.base + RESERVATION);
    if (taken) this.reservation = server;
    return taken;
  }

  release(): void {
    this.reservation?.close();
    this.reservation = undefined;
  }
}

/** A block nobody uses, reserved until `release`; several stacks may look for one at the same time. */
export async function freePorts(): Promise<PortPlan> {
  const first = 20_000;
  const blocks = Math.floor((32_768 - first) / BLOCK);
  const start = Math.floor(Math.random() * blocks);
  for (let i = 0; i < blocks; i += 1) {
    const plan = new PortPlan(first + ((start + i) % blocks) * BLOCK);
    if (!(await plan.reserve())) continue;
    if ((await takenPorts(plan.base, FIRST_REPLICA + PORTS_PER_REPLICA * 16)).length === 0) return plan;
    plan.release();
  }
  throw new StackError(`Every block of ${BLOCK} ports from ${first} to 32767 has a port in use.`);
}

/** Ports from `base` to `base + count - 1` that something on this machine listens on. */
export async function takenPorts(base: number, count: number): Promise<number[]> {
  const ports = Array.from({ length: count }, (_, i) => base + i);
  const free = await Promise.all(
    ports.map(async (port) => {
      const server = net.createServer();
      const ok = await listens(server, port);
      if (ok) await new Promise((resolve) => server.close(resolve));
      return ok;
    }),
  );
  return ports.filter((_, i) => !free[i]);
}

function listens(server: net.Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      resolve(true);
    });
  });
}
