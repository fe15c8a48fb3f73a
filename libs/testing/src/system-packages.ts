import { findProgram, type Broker, type StateStore } from '@parley/stack';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

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
    process.stderr.write(`${packageName} was not found: apt-get install ${packageName} …\n`);
    execFileSync(APT, ['update', '-qq'], { stdio: 'ignore' });
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // Without what it recommends: a server that is started by somebody else needs no more.
    execFileSync(APT, ['install', '-y', '-qq', '--no-install-recommends', packageName], {
      stdio: 'ignore',
      env,
    });
  }
  const found = firstOf(names);
  if (found === undefined)
    throw new Error(`${packageName} was not found. Install it ("apt-get install ${packageName}")${hint}.`);
  return found;
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
