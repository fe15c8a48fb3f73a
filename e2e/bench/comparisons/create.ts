import { startBareService } from '../baselines/bare-service.ts';
import { pidOf } from '../baselines/program.ts';
import type { Bench } from '../measurements/measurement.ts';
import { CREATE_RATE, createLoad, measureCreates } from '../measurements/task-create.ts';
import { measuredLoad, type MeasuredLoad } from '../load/measured-load.ts';
import { productProcesses } from '../product-processes.ts';
import type { Comparison, Side, Turn } from '../rounds/comparison.ts';
import { turnOf } from '../rounds/turn.ts';

/** Creating a task: the product, the same row without events, and PocketBase. */
export async function compareCreates(bench: Bench): Promise<Comparison> {
  const { crowd, stack } = bench;
  const bare = await bareSide(bench);
  return {
    tables: [
      {
        title: `task create, ${CREATE_RATE}/s`,
        columns: {
          ...{ p50: 'p50 (ms)', p95: 'p95 (ms)', p99: 'p99 (ms)' },
          cpu: 'CPU per request, all processes (ms)',
        },
      },
    ],
    product: {
      name: 'Parley',
      processes: productProcesses(stack),
      turn: async () => {
        await crowd.renew();
        return turnOfCreates(await measureCreates(bench));
      },
    },
    baselines: [bare.side],
    facts: {},
    close: async () => {
      await bare.stop();
    },
  };
}

interface Started {
  readonly side: Side;
  readonly stop: () => Promise<void>;
}

async function bareSide({ crowd, stack, options }: Bench): Promise<Started> {
  const { origin, process } = await startBareService(stack);
  const callers = crowd.at(origin);
  const processes = [pidOf(process), pidOf(stack.infrastructure.postgres.process)];
  return {
    side: {
      name: 'bare NestJS and Prisma',
      processes,
      turn: async () => {
        await callers.renew();
        return turnOfCreates(await measuredLoad(createLoad(callers, { processes }), options));
      },
    },
    stop: async () => {
      callers.close();
      await process.stop();
    },
  };
}

function turnOfCreates(load: MeasuredLoad): Turn {
  const { p50, p95, p99 } = load.latency;
  return turnOf({ p50, p95, p99, cpu: load.cpuPerRequest }, load);
}
