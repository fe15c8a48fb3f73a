import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DaprLine } from '../baselines/dapr-line.ts';
import { meterCost, watchIdle } from '../load/cpu.ts';
import { watchDriver } from '../load/driver-watch.ts';
import type { Bench } from '../measurements/measurement.ts';
import { measureCommands } from '../measurements/throughput.ts';
import type { RunOptions } from '../options.ts';
import { productProcesses } from '../product-processes.ts';
import type { Comparison, Side, Turn } from '../rounds/comparison.ts';

interface Batch {
  /** Messages per call. */
  readonly size: number;
  /** Calls that are not answered yet: enough that the sidecar never waits for the driver. */
  readonly open: number;
}
const SINGLE: Batch = { size: 1, open: 32 };
const BULK: Batch = { size: 100, open: 4 };
/** Above this the driver measures itself. */
const MAX_BUSY = 0.8;
const PATIENCE_MS = 30_000;

/** Commands that the product processes, against messages that Dapr carries, one per call and a hundred per call. */
export async function compareThroughput(bench: Bench): Promise<Comparison> {
  const { crowd, stack, options } = bench;
  const line = await DaprLine.open(stack, await crowd.make(0, { title: 'a task to send' }));
  const { processes } = line;
  const side = (name: string, batch: Batch): Side => ({
    ...{ name, processes },
    turn: () => carry(line, batch, options),
  });
  return {
    tables: [
      {
        title: 'from the first request to the last effect',
        columns: { perMinute: 'per minute', cpu: 'CPU each, all processes (ms)', above: 'above idle (ms)' },
      },
    ],
    product: {
      name: 'Parley, commands',
      processes: productProcesses(stack),
      turn: async () => {
        await crowd.renew();
        return turnOfCommands(await measureCommands(bench));
      },
    },
    baselines: [side('Dapr, single messages', SINGLE), side(`Dapr, messages in bulks of ${BULK.size}`, BULK)],
    facts: {},
    close: () => line.close(),
  };
}

function turnOfCommands(found: Awaited<ReturnType<typeof measureCommands>>): Turn {
  const { perMinute, cpu, lost, failures, drainedAfter, driver } = found;
  const remarks: string[] = [];
  if (driver.saturated !== undefined) remarks.push(driver.saturated);
  if (failures.length > 0) remarks.push(`${failures.length} refused (${failures[0] ?? ''})`);
  if (lost > 0) remarks.push(`${lost} lost`);
  if (drainedAfter === undefined) remarks.push('not all processed');
  return { figures: { perMinute, cpu: cpu.perRequest, above: cpu.aboveIdle }, remarks };
}

/** Publishes as fast as the answers come (closed model), and waits for the last delivery. */
async function carry(line: DaprLine, batch: Batch, { seconds, warmUpSeconds }: RunOptions): Promise<Turn> {
  await published(line, batch, warmUpSeconds);
  const cost = meterCost(line.processes, await watchIdle(line.processes));
  const endWatch = watchDriver();
  const began = performance.now();
  const { sent, missing } = await published(line, batch, seconds);
  const perMinute = Math.round(((sent - missing) * 60_000) / (performance.now() - began));
  const { busy } = endWatch([]);
  const remarks = [`driver busy ${Math.round(busy * 100)} %, Dapr may carry more`].filter(
    () => busy > MAX_BUSY,
  );
  if (missing > 0) remarks.push(`${missing} missing`);
  const { perRequest, aboveIdle } = cost(sent);
  return { figures: { perMinute, cpu: perRequest, above: aboveIdle }, remarks };
}

async function published(line: DaprLine, { size, open }: Batch, seconds: number) {
  const underway = new Set<string>();
  let sent = 0;
  line.heard = (title) => underway.delete(title);
  const until = performance.now() + seconds * 1_000;
  const publish = async () => {
    while (performance.now() < until) {
      const titles = Array.from({ length: size }, () => randomUUID());
      for (const title of titles) underway.add(title);
      sent += size;
      await (size === 1 ? line.publish(titles[0] ?? '') : line.publishMany(titles));
    }
  };
  await Promise.all(Array.from({ length: open }, publish));
  const deadline = performance.now() + PATIENCE_MS;
  while (underway.size > 0 && performance.now() < deadline) await delay(5);
  return { sent, missing: underway.size };
}
