import type { Transactions } from '@parley/persistence';
import { Metrics } from '../metrics/metrics.js';
import { OutboxMetrics } from './outbox-metrics.js';

async function shown(answer: () => Promise<unknown>): Promise<string | undefined> {
  const metrics = new Metrics();
  new OutboxMetrics({ root: { $queryRaw: answer } } as unknown as Transactions, metrics);
  const text = await metrics.registry.getSingleMetricAsString('parley_outbox_oldest_seconds');
  return /^parley_outbox_oldest_seconds (.+)$/m.exec(text)?.[1];
}

it('shows how long the oldest event waits', async () => {
  expect(await shown(() => Promise.resolve([{ seconds: 4.5 }]))).toBe('4.5');
});

it('shows 0 when everything is published', async () => {
  expect(await shown(() => Promise.resolve([]))).toBe('0');
});

it('shows nothing while the database is away, rather than that all is well', async () => {
  expect(await shown(() => Promise.reject(new Error('away')))).toBeUndefined();
});
