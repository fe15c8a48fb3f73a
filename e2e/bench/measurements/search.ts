import { describeTimes, distributionOf, type Distribution } from '../load/percentiles.ts';
import type { Crowd } from '../crowd.ts';
import { measuredLoad, type Durations, type MeasuredLoad } from '../load/measured-load.ts';
import { productProcesses } from '../product-processes.ts';
import { RARE_WORD, type Library } from './library-tasks.ts';
import { fillTasks } from './task-library.ts';
import { countFailures, loadFigure, type Bench, type Figure } from './measurement.ts';

export const LIBRARY: Library = { own: 100_000, others: 900_000, perOther: 10_000 };
const RATE = 20;
/** Tasks of one answer. */
export const PAGE = 50;

export const QUERIES = {
  'no filter': '',
  'rare word': RARE_WORD,
  'common word': 'report',
  tag: '#errands',
  'due range': 'due:7d',
  combined: `report #work due:30d !high sort:-priority,due`,
} as const;
export type QueryName = keyof typeof QUERIES;
export const QUERY_NAMES = Object.keys(QUERIES) as QueryName[];

/** One search, and how many tasks it found. */
export type Search = (name: QueryName) => Promise<number>;

export interface SearchTimes {
  readonly latency: ReadonlyMap<QueryName, Distribution>;
  readonly totals: ReadonlyMap<QueryName, number>;
  readonly load: MeasuredLoad;
}

/** Row 5: search of one user who has very many tasks, among many more of others. */
export async function measureSearch(bench: Bench): Promise<Figure[]> {
  const { crowd, options, say, stack } = bench;
  await fillTasks(bench, crowd.person(0), LIBRARY);
  await crowd.renew();
  say(`${RATE} searches/s for ${options.seconds} s`);
  const found = await measureSearches(productSearch(crowd), productProcesses(stack), {
    ...options,
    rate: RATE,
  });
  return QUERY_NAMES.map((name) => loadFigure(figureOf(name, found), found.load.driver));
}

/** Searches of the product, in the name of the first of the crowd. */
export function productSearch(crowd: Crowd): Search {
  return async (name) => {
    const path = `/tasks?q=${encodeURIComponent(QUERIES[name])}&limit=${PAGE}`;
    return (await crowd.get<{ total: number }>(crowd.person(0), path)).total;
  };
}

/** Asks every query in turn. */
export async function measureSearches(
  search: Search,
  processes: readonly number[],
  { rate, ...durations }: Durations & { readonly rate: number },
): Promise<SearchTimes> {
  const times = new Map<QueryName, number[]>(QUERY_NAMES.map((name) => [name, []]));
  const totals = new Map<QueryName, number>();
  const send = async (index: number, intended: number) => {
    const name = QUERY_NAMES[index % QUERY_NAMES.length] ?? 'tag';
    totals.set(name, await search(name));
    times.get(name)?.push(performance.now() - intended);
  };
  const begin = () => {
    for (const list of times.values()) list.length = 0;
  };
  const load = await measuredLoad({ rate, send, processes, begin }, durations);
  const latency = new Map([...times].map(([name, list]) => [name, distributionOf(list)]));
  return { latency, totals, load };
}

function figureOf(name: QueryName, { latency: all, totals, load: { failures } }: SearchTimes) {
  const latency = all.get(name) ?? distributionOf([]);
  const total = totals.get(name) ?? 0;
  return {
    row: 5,
    what: `search, ${name}${QUERIES[name] === '' ? '' : ` \`${QUERIES[name]}\``}`,
    bar: 'p95 <= 50 ms',
    measured: `${describeTimes(latency)}; ${total >= 1_000 ? '1,000 or more' : total} match`,
    met: latency.p95 <= 50 && failures.length === 0,
    details: { latency, total, library: LIBRARY, failures: countFailures(failures) },
  };
}
