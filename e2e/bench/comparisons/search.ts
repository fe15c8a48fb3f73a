import { fillPocketBase } from '../baselines/pocketbase-library.ts';
import { PocketBase } from '../baselines/pocketbase.ts';
import type { Bench } from '../measurements/measurement.ts';
import {
  LIBRARY,
  measureSearches,
  PAGE,
  productSearch,
  QUERIES,
  QUERY_NAMES,
  SEARCH_RATE,
  type QueryName,
  type Search,
  type SearchTimes,
} from '../measurements/search.ts';
import { fillTasks } from '../measurements/task-library.ts';
import { productProcesses } from '../product-processes.ts';
import type { Comparison, Side, Table, Turn } from '../rounds/comparison.ts';
import { turnOf } from '../rounds/turn.ts';

/** Search of one user who has very many tasks, over the same tasks in the product and in PocketBase. */
export async function compareSearches(bench: Bench): Promise<Comparison> {
  const { crowd, stack, options, say } = bench;
  await fillTasks(bench, crowd.person(0), LIBRARY);
  const pocketBase = await PocketBase.start(stack, 'FULL', 1);
  say('writing the same tasks into PocketBase');
  fillPocketBase(pocketBase, LIBRARY);
  const { processes } = pocketBase;
  const baseline = (name: string, search: Search): Side => ({
    ...{ name, processes },
    turn: async () => turnOfSearches(await measureSearches(search, processes, options)),
  });
  return {
    tables: (['p50', 'p95'] as const).map(tableOf),
    product: {
      name: 'Parley',
      processes: productProcesses(stack),
      turn: async () => {
        await crowd.renew();
        return turnOfSearches(await measureSearches(productSearch(crowd), productProcesses(stack), options));
      },
    },
    baselines: [
      baseline('PocketBase, all counted', searchOf(pocketBase, true)),
      baseline('PocketBase, not counted', searchOf(pocketBase, false)),
    ],
    facts: { PocketBase: `SQLite ${pocketBase.program.durability}; the product counts up to 1,000` },
    close: () => pocketBase.stop(),
  };
}

function tableOf(percentile: 'p50' | 'p95'): Table {
  const columns = QUERY_NAMES.map((name) => [`${name} ${percentile}`, name]);
  return {
    title: `${percentile} (ms), ${SEARCH_RATE}/s`,
    columns: { ...(Object.fromEntries(columns) as Record<string, string>), cpu: 'CPU per search (ms)' },
  };
}

/** The product's queries in PocketBase's language; both search open tasks unless told otherwise. */
function searchOf(pocketBase: PocketBase, counted: boolean): Search {
  const day = 86_400_000;
  const instant = (days: number) => new Date(Date.now() + days * day).toISOString().replace('T', ' ');
  const within = (days: number) => `due_at >= '${instant(0)}' && due_at <= '${instant(days)}'`;
  const word = (text: string) => `(title ~ '${text}' || notes ~ '${text}')`;
  const filters: Readonly<Record<QueryName, () => string>> = {
    'no filter': () => '',
    'rare word': () => ` && ${word(QUERIES['rare word'])}`,
    'common word': () => ` && ${word(QUERIES['common word'])}`,
    tag: () => ` && tags ~ '"errands"'`,
    'due range': () => ` && ${within(7)}`,
    combined: () => ` && ${word('report')} && tags ~ '"work"' && ${within(30)} && priority = 1`,
  };
  return (name) =>
    pocketBase.list({
      filter: `status = 'open'${filters[name]()}`,
      sort: name === 'combined' ? '-priority,due_at' : 'due_at',
      perPage: String(PAGE),
      ...(!counted && { skipTotal: '1' }),
    });
}

function turnOfSearches({ latency, load }: SearchTimes): Turn {
  const figures: Record<string, number> = { cpu: load.cpuPerRequest };
  for (const [name, { p50, p95 }] of latency) {
    figures[`${name} p50`] = p50;
    figures[`${name} p95`] = p95;
  }
  return turnOf(figures, load);
}
