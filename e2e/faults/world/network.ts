import { execFileSync } from 'node:child_process';

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
