import { startBareService } from '../baselines/bare-service.ts';
import { PocketBase } from '../baselines/pocketbase.ts';
import type { Synchronous } from '../baselines/pocketbase-program.ts';
import { pidOf } from '../baselines/program.ts';
import { measuredLoad, type MeasuredLoad } from '../load/measured-load.ts';
import type { Bench } from '../measurements/measurement.ts';
import { PUSH_PEOPLE } from '../measurements/push.ts';
import { benchTask, CREATE_RATE, createLoad, measureCreates } from '../measurements/task-create.ts';
import { productProcesses } from '../product-processes.ts';
import type { Comparison, Side, Turn } from '../rounds/comparison.ts';
import { turnOf } from '../rounds/turn.ts';

/** Creating a task: the product, the same row without events, and PocketBase as durable as both and as it comes. */
export async function compareCreates(bench: Bench): Promise<Comparison> {
  const { crowd, stack } = bench;
  const bare = await bareSide(bench);
  const full = await pocketBaseSide(bench, 'FULL');
  const normal = await pocketBaseSide(bench, 'NORMAL');
  const started = [bare, full, normal];
  return {
    tables: [
      {
        title: `task create, ${CREATE_RATE}/s`,
        columns: {
          ...{ p50: 'p50 (ms)', p95: 'p95 (ms)', p99: 'p99 (ms)' },
          cpu: 'CPU per request, all processes (ms)',
          above: 'above idle (ms)',
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
    baselines: started.map(({ side }) => side),
    facts: Object.assign({}, ...started.map(({ facts }) => facts)) as Comparison['facts'],
    close: async () => {
      await Promise.all(started.map(({ stop }) => stop()));
    },
  };
}

interface Started {
  readonly side: Side;
  readonly facts: Readonly<Record<string, string>>;
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
    facts: {},
    stop: async () => {
      callers.close();
      await process.stop();
    },
  };
}

async function pocketBaseSide({ stack, options }: Bench, synchronous: Synchronous): Promise<Started> {
  const pocketBase = await PocketBase.start(stack, synchronous, options.people);
  const { processes, program } = pocketBase;
  const name = `PocketBase, synchronous=${synchronous}`;
  const send = (index: number) => pocketBase.make(index, { ...benchTask(index), priority: 1 });
  return {
    side: {
      name,
      processes,
      turn: async () => {
        await pocketBase.subscribe(PUSH_PEOPLE, () => undefined);
        try {
          return turnOfCreates(await measuredLoad({ rate: CREATE_RATE, send, processes }, options));
        } finally {
          pocketBase.unsubscribe();
        }
      },
    },
    facts: { [name]: `SQLite ${program.durability}; ${PUSH_PEOPLE} realtime subscriptions` },
    stop: () => pocketBase.stop(),
  };
}

function turnOfCreates(load: MeasuredLoad): Turn {
  const { p50, p95, p99 } = load.latency;
  return turnOf({ p50, p95, p99, cpu: load.cpu.perRequest, above: load.cpu.aboveIdle }, load);
}
