import { describeTimes, distributionOf, type Distribution } from '../load/percentiles.ts';
import { openLoad } from '../load/open-load.ts';
import { fillTasks, RARE_WORD, type Library } from './task-library.ts';
import { countFailures, loadFigure, type Bench, type Figure } from './measurement.ts';

const LIBRARY: Library = { own: 100_000, others: 900_000, perOther: 10_000 };
const RATE = 20;

const QUERIES = {
  'no filter': '',
  'rare word': RARE_WORD,
  'common word': 'report',
  tag: '#errands',
  'due range': 'due:7d',
  combined: `report #work due:30d !high sort:-priority,due`,
} as const;
type QueryName = keyof typeof QUERIES;

/** Row 5: search of one user who has very many tasks, among many more of others. */
export async function measureSearch(bench: Bench): Promise<Figure[]> {
  const { crowd, options, say } = bench;
  const person = crowd.person(0);
  await fillTasks(bench, person, LIBRARY);
  await crowd.renew();
  const names = Object.keys(QUERIES) as QueryName[];
  const times = new Map<QueryName, number[]>(names.map((name) => [name, []]));
  const totals = new Map<QueryName, number>();
  const search = async (index: number, intended: number) => {
    const name = names[index % names.length] ?? 'tag';
    const path = `/tasks?q=${encodeURIComponent(QUERIES[name])}&limit=50`;
    const { total } = await crowd.get<{ total: number }>(person, path);
    times.get(name)?.push(performance.now() - intended);
    totals.set(name, total);
  };
  await openLoad(RATE, options.warmUpSeconds, search);
  for (const list of times.values()) list.length = 0;
  say(`${RATE} searches/s for ${options.seconds} s`);
  const { failures, driver } = await openLoad(RATE, options.seconds, search);
  return names.map((name) => {
    const latency = distributionOf(times.get(name) ?? []);
    return loadFigure(figureOf(name, latency, totals.get(name) ?? 0, failures), driver);
  });
}

function figureOf(name: QueryName, latency: Distribution, total: number, failures: readonly string[]) {
  return {
    row: 5,
    what: `search, ${name}${QUERIES[name] === '' ? '' : ` \`${QUERIES[name]}\``}`,
    bar: 'p95 <= 50 ms',
    measured: `${describeTimes(latency)}; ${total >= 1_000 ? '1,000 or more' : total} match`,
    met: latency.p95 <= 50 && failures.length === 0,
    details: { latency, total, library: LIBRARY, failures: countFailures(failures) },
  };
}
