import { mkdirSync } from 'node:fs';
import { baseEnv } from '../paths.ts';
import type { Ledger } from '../process/ledger.ts';
import { ManagedProcess } from '../process/managed-process.ts';
import { httpStatus } from '../waiting.ts';

export interface SchedulerOptions {
  /** The program. */
  readonly scheduler: string;
  /** Jobs are kept here, and found again by the next start. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly ports: {
    readonly scheduler: number;
    readonly schedulerHealth: number;
    readonly etcdClient: number;
    readonly etcdPeer: number;
  };
  readonly ledger: Ledger;
}

/** The Dapr scheduler, which keeps jobs and starts them when they are due. */
export class Scheduler {
  readonly process: ManagedProcess;
  /** For `--scheduler-host-address`. */
  readonly address: string;
  private readonly healthPort: number;

  private constructor(process: ManagedProcess, options: SchedulerOptions) {
    this.process = process;
    this.address = `127.0.0.1:${options.ports.scheduler}`;
    this.healthPort = options.ports.schedulerHealth;
  }

  static start(options: SchedulerOptions): Scheduler {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    const process = new ManagedProcess(
      {
        name: 'scheduler',
        command: options.scheduler,
        args: schedulerFlags(options),
        cwd: options.dataDir,
        env: baseEnv(),
        logFile: options.logFile,
      },
      options.ledger,
    );
    process.start();
    return new Scheduler(process, options);
  }

  async ready(): Promise<void> {
    await this.process.waitUntil(async () => (await httpStatus(this.healthPort, '/healthz')) === 200);
  }
}

/** The flags of a scheduler that is alone; `listen` and `host` are where sidecars reach it, loopback when absent. */
export function schedulerFlags(
  { ports, dataDir }: Pick<SchedulerOptions, 'ports' | 'dataDir'>,
  { listen = '127.0.0.1', host = '127.0.0.1' }: { readonly listen?: string; readonly host?: string } = {},
): string[] {
  return [
    `--port=${ports.scheduler}`,
    `--listen-address=${listen}`,
    `--override-broadcast-host-port=${host}:${ports.scheduler}`,
    `--healthz-port=${ports.schedulerHealth}`,
    '--healthz-listen-address=127.0.0.1',
    `--etcd-data-dir=${dataDir}`,
    `--etcd-client-port=${ports.etcdClient}`,
    '--etcd-client-listen-address=127.0.0.1',
    `--etcd-initial-cluster=dapr-scheduler-server-0=http://127.0.0.1:${ports.etcdPeer}`,
    // There is no other member to wait for.
    '--etcd-initial-election-tick-advance=true',
    '--enable-metrics=false',
    '--log-as-json',
  ];
}
