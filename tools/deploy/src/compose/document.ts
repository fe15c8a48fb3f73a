import type { ServiceDefinition } from '@parley/stack';
import { stringify } from 'yaml';
import { databases, postgres, redpanda, scheduler, setup, topics } from './infrastructure.ts';
import { containersOf, web } from './service.ts';
import { FOLDER } from './settings.ts';

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
