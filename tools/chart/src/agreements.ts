import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as contracts from '@parley/contracts';
import { readServices, REPOSITORY } from '@parley/stack';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { parse } from 'yaml';
import type { Case } from './checks.ts';
import { CHART } from './paths.ts';
import { CheckError } from './render.ts';

interface ServiceValues {
  readonly kind?: string;
  readonly database?: string;
  readonly routes?: readonly string[];
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
    { name: 'metrics that alerts and dashboards ask for are exported', run: metricsExist },
    { name: 'every alert has its runbook', run: runbooksExist },
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

const alertsFile = path.join(CHART, 'files', 'alerts', 'rules.yaml');

function metricsExist(): Promise<string> {
  const dashboards = path.join(CHART, 'files', 'dashboards');
  const files = [alertsFile, ...readdirSync(dashboards).map((name) => path.join(dashboards, name))];
  const asked = new Set(
    files.flatMap(
      (file) => readFileSync(file, 'utf8').match(/\b(parley|http_server|nodejs|process)_\w+/g) ?? [],
    ),
  );
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const exported = new Set([...registry.getMetricsAsArray().map(({ name }) => name), ...metricsInSources()]);
  const missing = [...asked].filter(
    (name) => !exported.has(name) && !exported.has(name.replace(/_(bucket|count|sum)$/, '')),
  );
  if (missing.length > 0) throw new CheckError(`No service exports ${missing.join(', ')}.`);
  return Promise.resolve(`${asked.size} metrics`);
}

/** Names that the sources give to metrics. */
function metricsInSources(): string[] {
  return ['libs', 'services'].flatMap((folder) =>
    readdirSync(path.join(REPOSITORY, folder), { withFileTypes: true })
      .map(({ name }) => path.join(REPOSITORY, folder, name, 'src'))
      .filter((source) => existsSync(source))
      .flatMap((source) =>
        readdirSync(source, { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts'))
          .flatMap((file) => {
            const text = readFileSync(path.join(source, file), 'utf8');
            return [...text.matchAll(/new (?:Counter|Gauge|Histogram)(?:<[^>]*>)?\(\{\s*name: '(\w+)'/g)].map(
              ([, name = '']) => name,
            );
          }),
      ),
  );
}

function runbooksExist(): Promise<string> {
  const pages = new Set(
    [...readFileSync(alertsFile, 'utf8').matchAll(/^\s+runbook: (\S+)$/gm)].map(([, page = '']) => page),
  );
  const missing = [...pages].filter(
    (page) => !existsSync(path.join(REPOSITORY, 'docs', 'runbooks', `${page}.md`)),
  );
  if (missing.length > 0) throw new CheckError(`docs/runbooks lacks ${missing.join(', ')}.`);
  return Promise.resolve(`${pages.size} pages`);
}
