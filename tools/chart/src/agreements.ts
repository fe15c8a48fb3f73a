import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as contracts from '@parley/contracts';
import { readServices, REPOSITORY } from '@parley/stack';
import { parse } from 'yaml';
import type { Case } from './checks.ts';
import { CHART } from './paths.ts';
import { CheckError } from './render.ts';

interface ServiceValues {
  readonly kind?: string;
  readonly database?: string;
  readonly routes?: readonly string[];
  readonly uploads?: readonly string[];
  readonly secrets?: readonly string[];
  readonly commands?: Readonly<Record<string, readonly string[]>>;
}

/** What the chart repeats of the rest of the product. */
export function agreements(): Case[] {
  const values = parse(readFileSync(path.join(CHART, 'values.yaml'), 'utf8')) as {
    services: Record<string, ServiceValues>;
  };
  const same = (what: string, found: unknown, wanted: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      throw new CheckError(`${what} is ${JSON.stringify(found)}, and should be ${JSON.stringify(wanted)}.`);
  };
  const services = readServices(path.join(REPOSITORY, 'services'));
  const ofServices = services.map((service) => ({
    name: `service ${service.name}`,
    run: () => {
      const found = values.services[service.appId];
      if (found === undefined) throw new CheckError(`values.yaml lacks services.${service.appId}.`);
      same('kind', found.kind ?? 'node', service.kind);
      same('database', found.database ?? null, service.database ?? null);
      same('routes', found.routes ?? [], service.routes);
      same('uploads', found.uploads ?? [], service.uploads);
      same('secrets', found.secrets ?? [], service.secrets);
      same('commands', sorted(found.commands ?? {}), sorted(commandsOf(service.appId)));
      return Promise.resolve(undefined);
    },
  }));
  return [
    {
      name: 'the services are those of the product',
      run: () => {
        same('services', Object.keys(values.services).sort(), services.map(({ appId }) => appId).sort());
        return Promise.resolve(undefined);
      },
    },
    ...ofServices,
  ];
}

const sorted = (commands: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(commands)
    .map(([name, callers]) => [name, [...callers].sort()])
    .sort();

/** Commands that an app answers, and who calls each. */
function commandsOf(app: string): Record<string, readonly string[]> {
  const commands = (Object.values(contracts) as unknown[]).filter(isCommand);
  return Object.fromEntries(
    commands.filter((command) => command.app === app).map(({ method, callers }) => [method, callers]),
  );
}

interface Command {
  readonly app: string;
  readonly method: string;
  readonly callers: readonly string[];
}
const isCommand = (it: unknown): it is Command =>
  typeof it === 'object' && it !== null && 'app' in it && 'method' in it && 'callers' in it;
