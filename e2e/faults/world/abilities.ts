import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

/** What a fault may need of the machine. */
export type Ability = 'network' | 'disks' | 'strace' | 'faketime';

/** Set in the harness that runs in namespaces of its own: which of them. */
const INSIDE = 'PARLEY_FAULTS_OWN';

const NAMESPACES = {
  network: { flag: '--net', trial: 'nft add table inet parley && nft delete table inet parley' },
  disks: { flag: '--mount', trial: 'mount -t tmpfs none /mnt && umount /mnt' },
} as const;

/** What somebody has to do for it. */
export const WAYS: Readonly<Record<Ability, string>> = {
  network: 'the right to make network namespaces, and nft',
  disks: 'the right to mount',
  strace: 'the right to trace processes, and strace',
  faketime: 'libfaketime',
};

/** Whether this harness can do it, and without touching anything of anybody else. */
export function isAble(ability: Ability): boolean {
  switch (ability) {
    case 'network':
    case 'disks':
      return (process.env[INSIDE] ?? '').split(',').includes(ability);
    case 'strace':
      return works('strace', '-o', '/dev/null', 'true');
    case 'faketime':
      return faketimeLibrary() !== undefined;
  }
}

/** The library that, loaded before others, tells a program with threads another time. */
export function faketimeLibrary(): string | undefined {
  return globSync('/usr/{lib,lib/*,local/lib}/faketime/libfaketimeMT.so.1')[0];
}

/**
 * Starts this program again with a network that is a loopback device alone and with mounts that nobody else sees, as
 * far as that is allowed, and ends with its exit code. Returns when nothing of it is.
 */
export function moveToOwnNamespaces(): void {
  if (process.env[INSIDE] !== undefined) return;
  const able = (['network', 'disks'] as const).filter((ability) => {
    const { flag, trial } = NAMESPACES[ability];
    return works('unshare', flag, 'sh', '-c', trial);
  });
  if (able.length === 0) return;
  const start = able.includes('network') ? 'ip link set lo up && exec "$@"' : 'exec "$@"';
  const flags = able.map((ability) => NAMESPACES[ability].flag);
  const { status } = spawnSync(
    'unshare',
    [...flags, 'sh', '-c', start, 'sh', process.execPath, ...process.argv.slice(1)],
    { stdio: 'inherit', env: { ...process.env, [INSIDE]: able.join(',') } },
  );
  process.exit(status ?? 1);
}

function works(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
