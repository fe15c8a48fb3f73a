import { describeTimes, distributionOf } from '../load/percentiles.ts';
import { openLoad } from '../load/open-load.ts';
import { taskTitle } from '../titles.ts';
import { countFailures, loadFigure, type Bench, type Figure } from './measurement.ts';

const RATE = 100;
const COMMITS = 300;

/** Row 1: creating a task over REST, from the intended start of the request to the committed answer. */
export async function measureTaskCreate(bench: Bench): Promise<Figure[]> {
  const { crowd, options, say } = bench;
  const create = async (index: number) => {
    await crowd.make(index, { title: taskTitle(index), tags: ['bench'], priority: 'high' });
  };
  await openLoad(RATE, options.warmUpSeconds, create);
  say(`${RATE} creates/s for ${options.seconds} s`);
  const { times, failures, achieved, driver } = await openLoad(RATE, options.seconds, create);
  const latency = distributionOf(times);
  const figure = {
    row: 1,
    what: `task create over REST at ${RATE} requests/s`,
    bar: 'p50 <= 10 ms, p95 <= 30 ms',
    measured: `${describeTimes(latency)}; ${achieved}/s answered, ${failures.length} failed`,
    met: latency.p50 <= 10 && latency.p95 <= 30 && failures.length === 0,
    details: { latency, achieved, offered: RATE, failures: countFailures(failures) },
  };
  return [loadFigure(figure, driver), await commitBaseline(bench)];
}

/** What the disk asks of any commit: one small row, one connection, nothing else. */
async function commitBaseline({ databases }: Bench): Promise<Figure> {
  await databases.query('postgres', 'CREATE TABLE IF NOT EXISTS bench_commit (at timestamptz)');
  const times: number[] = [];
  for (let i = 0; i < COMMITS; i++) {
    const began = performance.now();
    await databases.query('postgres', 'INSERT INTO bench_commit VALUES (now())');
    times.push(performance.now() - began);
  }
  const latency = distributionOf(times);
  const measured = describeTimes(latency);
  const what = 'the same PostgreSQL: commit of one row';
  return { row: 1, what, bar: '', measured, verdict: 'for comparison', details: { latency } };
}
