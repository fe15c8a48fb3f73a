import { findProgram, type Broker, type StateStore } from '@parley/stack';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const APT = '/usr/bin/apt-get';

/** The first of these programs that PATH has. */
function firstOf(names: readonly string[]): string | undefined {
  return names.map((name) => findProgram(name)).find((program) => program !== undefined);
}

/**
 * The program of PATH, else the one that it installs when it may: on a bare machine of our own, e.g. a container.
 * Elsewhere it is for the person to decide.
 * @param hint what else could be done
 * @throws Error saying what to install
 */
export function findOrInstall(packageName: string, names: readonly string[], hint = ''): string {
  const there = firstOf(names);
  if (there !== undefined) return there;
  if (process.getuid?.() === 0 && existsSync(APT)) {
    aptInstall(packageName);
  }
  const found = firstOf(names);
  if (found === undefined)
    throw new Error(`${packageName} was not found. Install it ("apt-get install ${packageName}")${hint}.`);
  return found;
}

function aptInstall(packageName: string): void {
  process.stderr.write(`${packageName} was not found: apt-get install ${packageName} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync(APT, ['update', '-qq'], { stdio: 'ignore' });
  // Without what it recommends: a server that is started by somebody else needs no more.
  execFileSync(APT, ['install', '-y', '-qq', '--no-install-recommends', packageName], {
    stdio: 'ignore',
    env,
  });
}

/** Debian's packages of what the stack does not fetch or build itself; each has a program of its own name. */
const PACKAGES: Readonly<Partial<Record<Broker | StateStore, string>>> = {
  rabbitmq: 'rabbitmq-server',
  redis: 'redis-server',
};

export function isInstalled(server: Broker | StateStore): boolean {
  const name = PACKAGES[server];
  return name === undefined || findProgram(name) !== undefined;
}

/** Installs what a broker or a store needs, unless it is there. @throws Error saying what to install */
export function installServer(server: Broker | StateStore): void {
  const name = PACKAGES[server];
  if (name !== undefined) findOrInstall(name, [name]);
}

/** A Python that can import a module, and the environment in which it can. */
export interface Python {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A Python 3 with a module: one of PATH or the system's, else Debian's package where it may be installed, else a copy
 * from PyPI in a folder of its own, so that nothing of the person's changes.
 * @param packages what the module is called there; PyPI's with its version
 * @throws Error saying what to install
 */
export function pythonWith(
  module: string,
  packages: { readonly debian: string; readonly pypi: string },
): Python {
  const candidates = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/bin']
    .map((folder) => path.join(folder, 'python3'))
    .filter((program, i, all) => existsSync(program) && all.indexOf(program) === i);
  const installed = path.join(tmpdir(), `parley-python-${packages.pypi.replaceAll(/[^\w.-]/g, '-')}`);
  const env = (): Record<string, string> => (existsSync(installed) ? { PYTHONPATH: installed } : {});
  const there = (): string | undefined =>
    candidates.find((program) => succeeds(program, ['-c', `import ${module}`], env()));
  const install: readonly (() => unknown)[] = [
    () => {
      // Without Debian's archive there is still PyPI.
      if (process.getuid?.() === 0 && existsSync(APT))
        attemptTo(() => {
          aptInstall(packages.debian);
        });
    },
    () =>
      candidates.find((program) =>
        succeeds(program, ['-m', 'pip', 'install', '-q', '--target', installed, packages.pypi]),
      ),
  ];
  for (const attempt of [() => undefined, ...install]) {
    attempt();
    const program = there();
    if (program !== undefined) return { program, env: env() };
  }
  throw new Error(
    `No Python 3 with "${module}" was found. Install it: "apt-get install ${packages.debian}", or ` +
      `"pip install ${packages.pypi}".`,
  );
}

function succeeds(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): boolean {
  return spawnSync(program, args, { stdio: 'ignore', env: { ...process.env, ...env } }).status === 0;
}

function attemptTo(work: () => void): void {
  try {
    work();
  } catch {
    // What is missing afterwards is told by the caller.
  }
}
