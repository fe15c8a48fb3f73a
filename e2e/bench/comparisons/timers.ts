import { QUEUES, type QueueName } from '../baselines/timer-queues.ts';
import { Timers } from '../baselines/timers.ts';
import { openLoad } from '../load/open-load.ts';
import { distributionOf } from '../load/percentiles.ts';
import { Consumers } from '../measurements/consumers.ts';
import { Doorbells } from '../measurements/doorbells.ts';
import type { Bench } from '../measurements/measurement.ts';
import {
  BURST,
  PATIENCE_MS,
  ringAtOnce,
  ringSteadily,
  STEADY_RATE,
  type Rings,
} from '../measurements/reminders.ts';
import { productProcesses } from '../product-processes.ts';
import type { Comparison, Side, Turn } from '../rounds/comparison.ts';

/** Time in which a queue stores its timers before the first is due. */
const LEAD_MS = 10_000;
/** Tasks per second with which the product gets warm; the queues' handlers have nothing to compile. */
const WARM_UP_RATE = 50;

/** Reminders at the person's socket, against the timers of job queues at their handler. */
export async function compareTimers(bench: Bench): Promise<Comparison> {
  const timers: Timers[] = [];
  const baselines: Side[] = [];
  for (const queue of QUEUES) {
    const started = await Timers.start(bench.stack, queue);
    timers.push(started);
    baselines.push(queueSide(queue, started, bench.options.seconds));
  }
  return {
    tables: [
      {
        title: `late, ${BURST.toLocaleString('en-US')} due in the same second`,
        columns: { burst50: 'p50 (ms)', burst99: 'p99 (ms)', burstLast: 'last (ms)' },
      },
      {
        title: `late, ${STEADY_RATE}/s`,
        columns: { steady50: 'p50 (ms)', steady99: 'p99 (ms)', steadyLast: 'last (ms)' },
      },
    ],
    product: {
      name: 'Parley, reminder on screen',
      processes: productProcesses(bench.stack),
      turn: () => productTurn(bench),
    },
    baselines,
    facts: {},
    close: async () => {
      await Promise.all(timers.map((queue) => queue.stop()));
    },
  };
}

async function productTurn(bench: Bench): Promise<Turn> {
  const { crowd, options } = bench;
  await crowd.renew();
  await openLoad(WARM_UP_RATE, options.warmUpSeconds, async (index) => {
    await crowd.make(index, { title: `warm-up ${index}` });
  });
  await new Consumers(bench).idle();
  const doorbells = await Doorbells.hang(bench);
  try {
    const burst = await ringAtOnce(bench, doorbells);
    const steady = await ringSteadily(bench, doorbells);
    const remarks = [...remarksOf('at once', burst), ...remarksOf('steady', steady)];
    return { figures: figuresOf(burst.rung.lateness, steady.rung.lateness), remarks };
  } finally {
    doorbells.remove();
  }
}

function remarksOf(what: string, { rung, driver }: Rings): string[] {
  const { early, lost, twice, onlyInFeed } = rung;
  const wrong = Object.entries({ early, lost, twice, 'not pushed': onlyInFeed }).filter(
    ([, count]) => count > 0,
  );
  return [
    ...wrong.map(([name, count]) => `${what}: ${count} ${name}`),
    ...(driver.saturated === undefined ? [] : [`${what}: ${driver.saturated}`]),
  ];
}

function queueSide(name: QueueName, timers: Timers, seconds: number): Side {
  const { processes } = timers;
  const turn = async () => {
    const at = Math.ceil((Date.now() + LEAD_MS) / 1_000) * 1_000;
    const once = Array.from({ length: BURST }, () => at);
    const burst = await timers.ring(once, PATIENCE_MS);
    const first = Date.now() + LEAD_MS;
    const spread = Array.from({ length: STEADY_RATE * seconds }, (_, i) =>
      Math.round(first + (i * 1_000) / STEADY_RATE),
    );
    const steady = await timers.ring(spread, PATIENCE_MS);
    const lost = once.length + spread.length - burst.length - steady.length;
    const early = [...burst, ...steady].filter((late) => late < 0).length;
    const wrong = Object.entries({ early, lost }).filter(([, count]) => count > 0);
    return { figures: figuresOf(burst, steady), remarks: wrong.map(([what, count]) => `${count} ${what}`) };
  };
  return { name: `${name}, handler called`, processes, turn };
}

function figuresOf(burst: readonly number[], steady: readonly number[]): Turn['figures'] {
  const [once, spread] = [distributionOf(burst), distributionOf(steady)];
  return {
    ...{ burst50: once.p50, burst99: once.p99, burstLast: once.max },
    ...{ steady50: spread.p50, steady99: spread.p99, steadyLast: spread.max },
  };
}
