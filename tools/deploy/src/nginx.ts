import type { ServiceDefinition } from '@parley/stack';
import { containerPorts } from './places.ts';

const HEAD = '# Made by "npm run deployment" from services/*/service.json.\n';

/** Files flow through: nothing here is large enough to hold them. */
const UPLOAD = '  client_max_body_size 10m;\n  proxy_request_buffering off;\n';

/** Services that answer browsers and programs; the gateway finds them by their names. */
const behind = (services: readonly ServiceDefinition[]) =>
  services.filter(({ kind, routes }) => kind === 'node' && routes.length > 0);

/** An upstream per service, for `upstreams.d` of the web image. */
export function upstreams(services: readonly ServiceDefinition[]): string {
  const blocks = behind(services).map(
    ({ name }) => `upstream ${name} {\n  server ${name}:${containerPorts.http};\n  keepalive 32;\n}\n`,
  );
  return `${HEAD}\n${blocks.join('\n')}`;
}

/**
 * A location per route, for `routes.d` of the web image, whose server block says how to forward. The longest comes
 * first, since nginx takes the first that fits; a prefix ends at a segment, as in the local gateway.
 */
export function routes(services: readonly ServiceDefinition[]): string {
  const locations = behind(services)
    .flatMap(({ name, routes: prefixes, uploads }) =>
      prefixes.map((prefix) => ({ name, prefix, upload: uploads.includes(prefix) })),
    )
    .sort((one, other) => other.prefix.length - one.prefix.length || one.prefix.localeCompare(other.prefix))
    .map(({ name, prefix, upload }) => {
      const pattern = `^${prefix.replaceAll('.', '\\.')}(?:/|$)`;
      return `location ~ ${pattern} {\n  proxy_pass http://${name};\n${upload ? UPLOAD : ''}}\n`;
    });
  return `${HEAD}\n${locations.join('\n')}`;
}
