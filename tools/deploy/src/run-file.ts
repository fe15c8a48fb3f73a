import path from 'node:path';
import {
  appHealth,
  DEFAULT_BASE,
  PortPlan,
  productResources,
  REPOSITORY,
  type ServiceDefinition,
} from '@parley/stack';
import { stringify } from 'yaml';

const relative = (file: string) => `./${path.relative(REPOSITORY, file)}`;

/**
 * The multi-app run file of the Dapr CLI, `dapr.yaml`. Ports, files and flags are those of the local stack, which must
 * have made the files: `npm run stack -- infrastructure`.
 */
export function runFile(services: readonly ServiceDefinition[]): string {
  const ports = new PortPlan(DEFAULT_BASE);
  const [base = ''] = productResources('kafka', 'postgresql');
  const document = {
    version: 1,
    // Paths here start at this file, those of an app at its folder.
    common: {
      resourcesPaths: productResources('kafka', 'postgresql').map(relative),
      configFilePath: relative(path.join(base, 'configuration.yaml')),
      runtimePath: './.parley/dapr-run',
      schedulerHostAddress: `127.0.0.1:${ports.infrastructure.scheduler}`,
      apiListenAddresses: '127.0.0.1',
      appProtocol: 'http',
      enableAppHealthCheck: true,
      appHealthCheckPath: appHealth.path,
      appHealthProbeInterval: appHealth.intervalSeconds,
      appHealthProbeTimeout: appHealth.timeoutMs,
      appHealthThreshold: appHealth.threshold,
      logLevel: 'info',
      daprdLogDestination: 'file',
      appLogDestination: 'fileAndConsole',
    },
    apps: services.filter(({ kind }) => kind === 'node').map((service) => app(service, ports)),
  };
  return `# Made by "npm run deployment" from services/*/service.json and the local stack. In two terminals:
#   npm run stack -- infrastructure
#   dapr run -f .
${stringify(document, { lineWidth: 0, singleQuote: true })}`;
}

function app({ appId, folder, database }: ServiceDefinition, ports: PortPlan): object {
  const { http, app: appPort, daprHttp, daprGrpc, daprInternal, daprMetrics } = ports.replica();
  const up = path.relative(folder, REPOSITORY);
  const node = `${up}/node_modules/.bin/node`;
  const migrate = `${node} ${up}/libs/persistence/dist/cli/migrate.js prisma && `;
  return {
    appID: appId,
    appDirPath: relative(folder),
    appPort,
    daprHTTPPort: daprHttp,
    daprGRPCPort: daprGrpc,
    daprInternalGRPCPort: daprInternal,
    metricsPort: daprMetrics,
    command: ['sh', '-c', `${database === undefined ? '' : migrate}exec ${node} dist/main.js`],
    env: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(http),
      DAPR_APP_PORT: String(appPort),
      DAPR_API_TOKEN_FILE: `${up}/.parley/tokens/${appId}.dapr`,
      APP_API_TOKEN_FILE: `${up}/.parley/tokens/${appId}.app`,
      PUBLIC_URL: `http://localhost:${ports.infrastructure.gateway}`,
    },
  };
}
