import { setTimeout as delay } from 'node:timers/promises';
import { Meter, type Usage } from './cluster/usage.ts';

/** What a step says while it runs. */
export interface Bench {
  /** Something that must hold. @param detail why it does not, or what was measured */
  readonly check: (what: string, holds: boolean, detail?: string) => void;
  /** Checks that somebody else counted. */
  readonly count: (passed: number, failed: number) => void;
  readonly say: (line: string) => void;
}

export interface Step {
  readonly name: string;
  readonly title: string;
  /** Nothing makes sense without it. */
  readonly needed?: boolean;
  readonly run: (bench: Bench) => Promise<void>;
}

/** What a step took. */
export interface Receipt {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly cpuSeconds: number | undefined;
  readonly memoryBytes: number | undefined;
  readonly passed: number;
  readonly failed: number;
}

const LOOK_EVERY_MS = 3_000;

/** Runs steps one after the other, measures each, and goes on after one that fails unless it is needed. */
export async function runSteps(
  steps: readonly Step[],
  look: () => Promise<Usage>,
  say: (line: string) => void,
): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const [index, step] of steps.entries()) {
    say(`[${index + 1}/${steps.length}] ${step.title}`);
    let passed = 0;
    let failed = 0;
    const bench: Bench = {
      say: (line) => {
        say(`      ${line}`);
      },
      count: (good, bad) => {
        passed += good;
        failed += bad;
      },
      check: (what, holds, detail) => {
        if (holds) passed += 1;
        else failed += 1;
        say(`      ${holds ? 'ok  ' : 'FAIL'} ${what}${detail === undefined ? '' : `: ${detail}`}`);
      },
    };
    const began = performance.now();
    const meter = await Meter.start(look).catch(() => undefined);
    const stopWatching = watch(meter);
    let broken = false;
    try {
      await step.run(bench);
    } catch (error) {
      bench.check(step.title, false, error instanceof Error ? error.message : String(error));
      broken = step.needed === true;
    }
    const seconds = (performance.now() - began) / 1_000;
    await stopWatching();
    const cost = meter?.cost;
    const receipt = {
      ...{ name: step.name, title: step.title, seconds, passed, failed },
      cpuSeconds: cost?.cpuSeconds,
      memoryBytes: cost?.memoryBytes,
    };
    receipts.push(receipt);
    say(`      ${describe(receipt)}`);
    if (broken) break;
  }
  return receipts;
}

/** Looks again and again. @returns a function that looks once more and ends that */
function watch(meter: Meter | undefined): () => Promise<void> {
  const stop = new AbortController();
  const look = () => meter?.sample().catch(() => undefined);
  const looking = (async () => {
    while (!stop.signal.aborted) {
      await look();
      await delay(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    stop.abort();
    await looking;
    await look();
  };
}

function describe({ seconds, cpuSeconds, memoryBytes, passed, failed }: Receipt): string {
  const cost =
    cpuSeconds === undefined || memoryBytes === undefined
      ? ''
      : `, CPU ${cpuSeconds.toFixed(1)} s, memory ${mebibytes(memoryBytes)} MiB`;
  return `${seconds.toFixed(1)} s${cost}, ${passed} passed, ${failed} failed`;
}

const mebibytes = (bytes: number): string => Math.round(bytes / 2 ** 20).toString();

/** One row per step. */
export function receiptsTable(receipts: readonly Receipt[]): string {
  const header = ['step', 'what', 'seconds', 'CPU seconds', 'memory (MiB)', 'passed', 'failed'];
  const rows = receipts.map(({ name, title, seconds, cpuSeconds, memoryBytes, passed, failed }) => [
    ...[name, title, seconds.toFixed(1), cpuSeconds?.toFixed(1) ?? '?'],
    ...[memoryBytes === undefined ? '?' : mebibytes(memoryBytes), String(passed), String(failed)],
  ]);
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
