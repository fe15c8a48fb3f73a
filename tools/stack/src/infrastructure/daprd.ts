import http from 'node:http';
import { baseEnv } from '../paths.ts';
import type { ReplicaPorts } from '../ports.ts';
import type { Ledger } from '../process/ledger.ts';
import { ManagedProcess } from '../process/managed-process.ts';
import { httpStatus } from '../waiting.ts';

export interface DaprdOptions {
  /** The program. */
  readonly daprd: string;
  /** Unique within the stack, for the log file. */
  readonly name: string;
  readonly appId: string;
  readonly ports: ReplicaPorts;
  /** Folders of components and resiliency policies. */
  readonly resources: readonly string[];
  /** Configuration files; a later one overrides an earlier one. */
  readonly configurations: readonly string[];
  readonly schedulerAddress: string;
  /** What the app must show to the sidecar, and the sidecar to the app. */
  readonly tokens: { readonly dapr: string; readonly app: string };
  /** Relative paths in components, such as that of the secrets file, start here. */
  readonly cwd: string;
  readonly logFile: string;
  /** Off for an app without `/healthz`; then daprd calls it healthy as soon as its port is open. */
  readonly appHealthCheck?: boolean;
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';
  readonly extraFlags?: readonly string[];
  /** Further environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly ledger: Ledger;
}

/** One Dapr sidecar. */
export class Daprd {
  readonly process: ManagedProcess;
  readonly appId: string;
  /** Port of the sidecar's HTTP API. */
  readonly httpPort: number;
  /** Must be sent as `dapr-api-token`. */
  readonly apiToken: string;

  private constructor(process: ManagedProcess, options: DaprdOptions) {
    this.process = process;
    this.appId = options.appId;
    this.httpPort = options.ports.daprHttp;
    this.apiToken = options.tokens.dapr;
  }

  static start(options: DaprdOptions): Daprd {
    const process = new ManagedProcess(
      {
        name: options.name,
        command: options.daprd,
        args: daprdFlags(options),
        cwd: options.cwd,
        env: {
          ...baseEnv(),
          APP_API_TOKEN: options.tokens.app,
          DAPR_API_TOKEN: options.tokens.dapr,
          DAPR_HOST_IP: '127.0.0.1',
          ...options.env,
        },
        logFile: options.logFile,
      },
      options.ledger,
    );
    process.start();
    return new Daprd(process, options);
  }

  /**
   * Its components are loaded and its API answers; the app need not be there yet. One that ends meanwhile is started
   * once more, as an orchestrator would: sidecars that find an empty state store make its tables at the same time,
   * and all but the first fail at that.
   */
  async ready(): Promise<void> {
    const answers = async () => (await httpStatus(this.httpPort, '/v1.0/healthz/outbound')) === 204;
    try {
      await this.process.waitUntil(answers);
    } catch (error) {
      if (this.process.running) throw error;
      this.process.start();
      await this.process.waitUntil(answers);
    }
  }

  /** Also the app is there, and its subscriptions and jobs are connected. */
  async appReady(timeoutMs = 30_000): Promise<void> {
    await this.process.waitUntil(
      async () => (await httpStatus(this.httpPort, '/v1.0/healthz')) === 204,
      timeoutMs,
    );
  }

  /** Calls the sidecar's API, e.g. `call('POST', '/v1.0/publish/pubsub/task-events', event)`. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<DaprAnswer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          host: '127.0.0.1',
          port: this.httpPort,
          method,
          path,
          agent: false,
          headers: { 'content-type': 'application/json', 'dapr-api-token': this.apiToken, ...headers },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body: parse(text) });
          });
        },
      );
      request.on('error', reject);
      request.end(payload);
    });
  }
}

export interface DaprAnswer {
  readonly status: number;
  /** Parsed when it is JSON, else the text. */
  readonly body: unknown;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the flags of a sidecar say. */
export interface DaprdFlagOptions extends Pick<
  DaprdOptions,
  | 'appId'
  | 'ports'
  | 'resources'
  | 'configurations'
  | 'schedulerAddress'
  | 'appHealthCheck'
  | 'logLevel'
  | 'extraFlags'
> {
  /** Where other sidecars reach this one; loopback when absent, since all are on one machine. */
  readonly internalAddress?: string;
}

/** The flags of a sidecar, wherever it runs. */
export function daprdFlags(options: DaprdFlagOptions): string[] {
  const { ports } = options;
  return [
    `--app-id=${options.appId}`,
    `--app-port=${ports.app}`,
    '--app-channel-address=127.0.0.1',
    '--app-protocol=http',
    `--dapr-http-port=${ports.daprHttp}`,
    `--dapr-grpc-port=${ports.daprGrpc}`,
    '--dapr-listen-addresses=127.0.0.1',
    `--dapr-internal-grpc-port=${ports.daprInternal}`,
    `--metrics-port=${ports.daprMetrics}`,
    `--scheduler-host-address=${options.schedulerAddress}`,
    ...options.resources.map((folder) => `--resources-path=${folder}`),
    ...options.configurations.map((file) => `--config=${file}`),
    ...(options.appHealthCheck === false ? [] : APP_HEALTH_FLAGS),
    ...flagsWithoutField(options.internalAddress),
    `--log-level=${options.logLevel ?? 'info'}`,
    ...(options.extraFlags ?? []),
  ];
}

/** Flags for which a run file of the Dapr CLI has no field; `internalAddress` is where other sidecars reach this one. */
export function flagsWithoutField(internalAddress = '127.0.0.1'): string[] {
  return [
    `--dapr-internal-grpc-listen-address=${internalAddress}`,
    '--metrics-listen-address=127.0.0.1',
    '--dapr-graceful-shutdown-seconds=5',
    '--log-as-json',
  ];
}

/**
 * A busy event loop may miss one probe of a second; five in a row mean that the app is gone. Subscriptions and jobs
 * wait for it then instead of using up their retries.
 */
export const appHealth = { path: '/healthz', intervalSeconds: 1, timeoutMs: 950, threshold: 5 } as const;

const APP_HEALTH_FLAGS = [
  '--enable-app-health-check',
  `--app-health-check-path=${appHealth.path}`,
  `--app-health-probe-interval=${appHealth.intervalSeconds}`,
  `--app-health-probe-timeout=${appHealth.timeoutMs}`,
  `--app-health-threshold=${appHealth.threshold}`,
];
