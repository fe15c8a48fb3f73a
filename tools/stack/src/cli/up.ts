import path from 'node:path';
import { runTool } from '../binaries/run-tool.ts';
import { StackError } from '../errors.ts';
import { brokers, stateStores } from '../infrastructure/product-components.ts';
import { DEFAULT_DIR, REPOSITORY } from '../paths.ts';
import { DEFAULT_BASE, PortPlan, takenPorts } from '../ports.ts';
import { timedReport, type Report } from '../report.ts';
import { readServices } from '../services/service-definition.ts';
import { Stack } from '../stack.ts';
import { StateFile } from '../state-file.ts';

export interface UpOptions {
  readonly port?: string | undefined;
  readonly replicas?: readonly string[] | undefined;
  readonly services?: string | undefined;
  readonly broker?: string | undefined;
  readonly state?: string | undefined;
  readonly build: boolean;
  /** All but the services, for `dapr run -f .`. */
  readonly daprRun?: boolean;
}

/** Starts the stack and keeps it until a signal or a second Ctrl-C. */
export async function up(options: UpOptions): Promise<number> {
  const report = timedReport((line) => {
    console.log(line);
  });
  const running = new StateFile(DEFAULT_DIR).read();
  if (running !== undefined) {
    throw new StackError(
      `Parley already runs at ${running.url} (process ${running.owner.pid}).`,
      'End it with Ctrl-C in its terminal, or with: npm run stack -- stop',
    );
  }
  const broker = oneOf(brokers, 'broker', options.broker);
  const state = oneOf(stateStores, 'state store', options.state);
  const replicas = parseReplicas(options.replicas ?? []);
  const services = options.services?.split(',');
  const ports = await choosePorts(options.port ?? process.env['PARLEY_PORT']);

  const ended = untilSignal();
  const starting = Stack.start({
    dir: DEFAULT_DIR,
    ports,
    broker,
    state,
    replicas,
    report,
    supervise: true,
    env: passedOn(),
    daprRun: options.daprRun ?? false,
    ...(services === undefined ? {} : { services }),
    beforeServices: () => (options.build ? build(services, report) : Promise.resolve()),
  });
  const next =
    options.daprRun === true
      ? 'Start the services in another terminal: dapr run -f .'
      : 'Open it and choose "Create an account".';
  return runUntil(starting, ended, report, next);
}

async function runUntil(
  starting: Promise<Stack>,
  ended: Promise<string>,
  report: Report,
  next: string,
): Promise<number> {
  const stack = await Promise.race([starting, ended]);
  if (typeof stack === 'string') {
    report(`${stack}: ending what has been started so far`);
    process.exit(130); // which is what the reaper waits for
  }
  report('everything is ready');
  console.log(`\n  Parley runs at ${stack.url}\n  ${next} Ctrl-C ends it.\n`);
  report(`${await ended}: stopping`);
  await stack.stop();
  new StateFile(DEFAULT_DIR).remove();
  report('stopped');
  return 0;
}

/** The name of the first signal that asks to end; the second ends at once, and the reaper cleans up. */
function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve(signal);
      });
    }
  });
}

async function choosePorts(text: string | undefined): Promise<PortPlan> {
  const plan = new PortPlan(text === undefined ? DEFAULT_BASE : Number(text));
  const hint = 'Choose other ports with --port <first> or PARLEY_PORT=<first>; 200 from there are used.';
  if (!(await plan.reserve())) throw new StackError(`Another stack uses the ports from ${plan.base}.`, hint);
  const taken = await takenPorts(plan.base, 60);
  if (taken.length > 0) throw new StackError(`Something already listens on port ${taken.join(', ')}.`, hint);
  return plan;
}

function oneOf<T extends string>(known: readonly T[], what: string, name: string | undefined): T | undefined {
  const found = known.find((one) => one === name);
  if (name !== undefined && found === undefined)
    throw new StackError(`There is no ${what} "${name}".`, `There is: ${known.join(', ')}.`);
  return found;
}

function parseReplicas(pairs: readonly string[]): Record<string, number> {
  const known = readServices(path.join(REPOSITORY, 'services')).map(({ name }) => name);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', count = ''] = pair.split('=');
      if (!known.includes(name) || !/^[1-9]$/.test(count)) {
        throw new StackError(
          `--replicas ${pair} is not <service>=<1 to 9>.`,
          `Services: ${known.join(', ')}.`,
        );
      }
      return [name, Number(count)];
    }),
  );
}

async function build(services: readonly string[] | undefined, report: Report): Promise<void> {
  const nx = path.join(REPOSITORY, 'node_modules', '.bin', 'nx');
  const folders = readServices(path.join(REPOSITORY, 'services'), services).map(
    ({ name }) => `services/${name}`,
  );
  if (folders.length === 0) return;
  const projects = [...folders, 'libs/persistence'].join(',');
  await runTool(
    'building services',
    nx,
    ['run-many', '-t', 'build', '-p', projects, '--outputStyle=static'],
    {
      cwd: REPOSITORY,
      env: { NX_TUI: 'false', NX_DAEMON: 'false' },
      report,
      hint: 'Run "npm run build" to see it all, or start what was built before with --no-build.',
    },
  );
}

/** Settings of services that may be given on the command line of `npm start`. */
function passedOn(): Record<string, string> {
  const names = Object.keys(process.env).filter((name) => name === 'LOG_LEVEL' || name.startsWith('OTEL_'));
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}
