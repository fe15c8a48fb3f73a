import { execFileSync, spawnSync } from 'node:child_process';

/** Set in the harness that runs in a network namespace of its own. */
const INSIDE = 'PARLEY_FAULTS_NETWORK';

/** Whether packets can be dropped here without touching anybody else's. */
export function isNetworkOwned(): boolean {
  return process.env[INSIDE] === 'own';
}

/**
 * Starts this program again in a network namespace that has nothing but a loopback device, and ends with its exit
 * code. Returns when that cannot be done: without the right to make namespaces, or where there is no nft.
 */
export function moveToOwnNetwork(): void {
  if (isNetworkOwned() || !canOwnNetwork()) return;
  const { status } = spawnSync(
    'unshare',
    ['--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', process.execPath, ...process.argv.slice(1)],
    { stdio: 'inherit', env: { ...process.env, [INSIDE]: 'own' } },
  );
  process.exit(status ?? 1);
}

function canOwnNetwork(): boolean {
  const { status } = spawnSync('unshare', [
    '--net',
    'sh',
    '-c',
    'ip link set lo up && nft add table inet parley && nft delete table inet parley',
  ]);
  return status === 0;
}

/** Drops every packet to and from these TCP ports: nobody is told, connections just stop to answer. */
export function cut(ports: readonly number[]): void {
  const set = `{ ${ports.join(', ')} }`;
  execFileSync('nft', [
    `add table inet parley
     add chain inet parley input { type filter hook input priority 0; }
     add rule inet parley input tcp dport ${set} drop
     add rule inet parley input tcp sport ${set} drop`,
  ]);
}

/** Lets all packets through again. */
export function mend(): void {
  execFileSync('nft', ['delete table inet parley']);
}
