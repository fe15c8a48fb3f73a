import { makeWorkerUtils, run } from 'graphile-worker';
import { PgBoss } from 'pg-boss';

/** A queue that calls back at the time it was told. */
export interface TimerQueue {
  /** @param dues epoch milliseconds, one per timer */
  readonly add: (dues: readonly number[]) => Promise<void>;
}

type Fire = (due: number) => void;

export const QUEUES = ['pg-boss', 'graphile-worker'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Starts the workers of a queue, each polling twice a second, as often as pg-boss allows. */
export const START: Readonly<Record<QueueName, (url: string, fire: Fire) => Promise<TimerQueue>>> = {
  'pg-boss': startPgBoss,
  'graphile-worker': startGraphileWorker,
};

const QUEUE = 'timers';
const POLL_SECONDS = 0.5;
const AT_ONCE = 10;

async function startPgBoss(connectionString: string, fire: Fire): Promise<TimerQueue> {
  const boss = new PgBoss({ connectionString, max: AT_ONCE });
  boss.on('error', console.error);
  await boss.start();
  await boss.createQueue(QUEUE);
  const fetching = { pollingIntervalSeconds: POLL_SECONDS, batchSize: 100, burstWhenBatchFull: true };
  await boss.work<{ due: number }>(QUEUE, fetching, (jobs) => {
    for (const { data } of jobs) fire(data.due);
    return Promise.resolve();
  });
  return {
    add: async (dues) => {
      await boss.insert(
        QUEUE,
        dues.map((due) => ({ data: { due }, startAfter: new Date(due) })),
      );
    },
  };
}

async function startGraphileWorker(connectionString: string, fire: Fire): Promise<TimerQueue> {
  await run({
    connectionString,
    maxPoolSize: AT_ONCE + 2,
    concurrency: AT_ONCE,
    pollInterval: POLL_SECONDS * 1_000,
    taskList: {
      [QUEUE]: (payload) => {
        fire((payload as { due: number }).due);
      },
    },
  });
  const utils = await makeWorkerUtils({ connectionString });
  return {
    add: async (dues) => {
      await utils.addJobs(dues.map((due) => ({ identifier: QUEUE, payload: { due }, runAt: new Date(due) })));
    },
  };
}
