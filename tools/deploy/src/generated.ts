import path from 'node:path';
import { appConfiguration, readServices, REPOSITORY, secretNames } from '@parley/stack';
import { stringify } from 'yaml';
import { compose } from './compose/document.ts';
import { routes, upstreams } from './nginx.ts';
import { runFile } from './run-file.ts';

const COMPOSE = 'tools/deploy/compose';

/** Every file that is made here: its path in the repository, and its content. */
export function generated(): ReadonlyMap<string, string> {
  const services = readServices(path.join(REPOSITORY, 'services'));
  const node = services.filter(({ kind }) => kind === 'node');
  return new Map([
    ['docker-compose.dev.yml', compose(services)],
    ['dapr.yaml', runFile(services)],
    [`${COMPOSE}/nginx/upstreams.conf`, upstreams(services)],
    [`${COMPOSE}/nginx/routes.conf`, routes(services)],
    ...node.map((service): [string, string] => [
      `${COMPOSE}/configuration/${service.appId}.yaml`,
      `# Made by "npm run deployment": the secrets that ${service.appId} may read.\n${stringify(appConfiguration(service.appId, secretNames(service)))}`,
    ]),
  ]);
}
