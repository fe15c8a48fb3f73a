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
  type QueryName,
  type Search,
  type SearchTimes,
} from '../measurements/search.ts';
import { fillTasks } from '../measurements/task-library.ts';
import { productProcesses } from '../product-processes.ts';
import type { Comparison, Side, Table, Turn } from '../rounds/comparison.ts';
import { turnOf } from '../rounds/turn.ts';

/** Searches per second; the product is also measured at ten times as many, with which PocketBase falls behind. */
const RATE = 2;
const DAY_MS = 86_400_000;

/** Search of one user who has very many tasks, over the same tasks in the product and in PocketBase. */
export async function compareSearches(bench: Bench): Promise<Comparison> {
  const { crowd, stack, options, say } = bench;
  await fillTasks(bench, crowd.person(0), LIBRARY);
  const pocketBase = await PocketBase.start(stack, 'FULL', 1);
  say('writing the same tasks into PocketBase');
  fillPocketBase(pocketBase, LIBRARY);
  const { processes } = pocketBase;
  const side = (name: string, ids: readonly number[], search: Search): Side => ({
    ...{ name, processes: ids },
    turn: async () => {
      await crowd.renew();
      const found = await measureSearches(search, ids, { ...options, rate: RATE });
      say(`  ${name} found ${[...found.totals].map(([query, total]) => `${query}: ${total}`).join(', ')}`);
      return turnOfSearches(found);
    },
  });
  return {
    tables: (['p50', 'p95'] as const).map(tableOf),
    product: side('Parley', productProcesses(stack), productSearch(crowd)),
    baselines: [
      side('PocketBase, all counted', processes, searchOf(pocketBase, true)),
      side('PocketBase, not counted', processes, searchOf(pocketBase, false)),
    ],
    facts: { PocketBase: `SQLite ${pocketBase.program.durability}; the product counts up to 1,000` },
    close: () => pocketBase.stop(),
  };
}

function tableOf(percentile: 'p50' | 'p95'): Table {
  const columns = QUERY_NAMES.map((name) => [`${name} ${percentile}`, name]);
  return {
    title: `${percentile} (ms), ${RATE}/s`,
    columns: {
      ...(Object.fromEntries(columns) as Record<string, string>),
      cpu: 'CPU per search, above idle (ms)',
    },
  };
}

/** The product's queries in PocketBase's language; both search open tasks unless told otherwise. */
function searchOf(pocketBase: PocketBase, counted: boolean): Search {
  const midnight = (days: number) =>
    `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)} 00:00:00.000Z`;
  // As `due:7d` has it for somebody in UTC: today and the days after.
  const within = (days: number) => `due_at >= '${midnight(0)}' && due_at < '${midnight(days)}'`;
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
  const figures: Record<string, number> = { cpu: load.cpu.aboveIdle };
  for (const [name, { p50, p95 }] of latency) {
    figures[`${name} p50`] = p50;
    figures[`${name} p95`] = p95;
  }
  return turnOf(figures, load);
}
