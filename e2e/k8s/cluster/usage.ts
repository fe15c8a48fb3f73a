import type { Cluster } from './cluster.ts';

/** What the pods of some namespaces use. */
export interface Usage {
  /** Bytes that cannot be given back, as the kubelet counts for evictions. */
  readonly memoryBytes: number;
  /** CPU time since the start of each container, in nanoseconds, by container. */
  readonly cpu: ReadonlyMap<string, number>;
}

interface Summary {
  readonly pods?: readonly {
    readonly podRef: { readonly namespace: string; readonly uid: string };
    readonly containers?: readonly {
      readonly name: string;
      readonly startTime: string;
      readonly cpu?: { readonly usageCoreNanoSeconds?: number };
      readonly memory?: { readonly workingSetBytes?: number };
    }[];
  }[];
}

/** Asks the kubelet of every node, which needs no metrics server. */
export async function usageOf(cluster: Cluster, namespaces: ReadonlySet<string>): Promise<Usage> {
  const names = (await cluster.kubectl(['get', 'nodes', '-o', 'name'])).trim().split('\n');
  const cpu = new Map<string, number>();
  let memoryBytes = 0;
  for (const node of names) {
    const path = `/api/v1/nodes/${node.replace('node/', '')}/proxy/stats/summary`;
    const { pods = [] } = await cluster.raw<Summary>(path);
    for (const { podRef, containers = [] } of pods.filter((pod) => namespaces.has(pod.podRef.namespace)))
      for (const { name, startTime, cpu: used, memory } of containers) {
        cpu.set(`${podRef.uid}/${name}/${startTime}`, used?.usageCoreNanoSeconds ?? 0);
        memoryBytes += memory?.workingSetBytes ?? 0;
      }
  }
  return { memoryBytes, cpu };
}

/** Adds up what is used from now on; containers that come and go between two looks are missing from it. */
export class Meter {
  private readonly look: () => Promise<Usage>;
  private last: Usage;
  private seconds = 0;
  private peak: number;

  private constructor(look: () => Promise<Usage>, first: Usage) {
    this.look = look;
    this.last = first;
    this.peak = first.memoryBytes;
  }

  static async start(look: () => Promise<Usage>): Promise<Meter> {
    return new Meter(look, await look());
  }

  /** Takes another look. */
  async sample(): Promise<void> {
    const now = await this.look();
    for (const [container, used] of now.cpu)
      this.seconds += Math.max(0, used - (this.last.cpu.get(container) ?? 0)) / 1e9;
    this.peak = Math.max(this.peak, now.memoryBytes);
    this.last = now;
  }

  /** CPU seconds, and the most memory that was seen, in bytes. */
  get cost(): { readonly cpuSeconds: number; readonly memoryBytes: number } {
    return { cpuSeconds: this.seconds, memoryBytes: this.peak };
  }
}
