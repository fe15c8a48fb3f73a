import type { CloudEvent } from '../publish/cloud-event.js';
import { handleBatch } from './batch.js';
import type { Outcome } from './outcome.js';

const entries = (...ids: string[]) => ids.map((entryId) => ({ entryId, event: { id: `event-${entryId}` } }));

/** Handles like a transaction: a batch with a failing event fails as a whole. */
function handler(failing: Readonly<Record<string, Outcome>>) {
  const calls: string[][] = [];
  const deliver = (events: readonly CloudEvent[]): Promise<Outcome> => {
    const ids = events.map(({ id }) => id);
    calls.push(ids);
    if (ids.length === 1) return Promise.resolve(failing[String(ids[0])] ?? 'SUCCESS');
    return Promise.resolve(ids.some((id) => id in failing) ? 'RETRY' : 'SUCCESS');
  };
  return { calls, deliver };
}

const outcomes = ({ statuses }: Awaited<ReturnType<typeof handleBatch>>) =>
  statuses.map(({ status }) => status);

it('handles a batch at once while nothing fails', async () => {
  const { calls, deliver } = handler({});
  expect(await handleBatch(entries('0', '1'), deliver)).toEqual({
    statuses: [
      { entryId: '0', status: 'SUCCESS' },
      { entryId: '1', status: 'SUCCESS' },
    ],
  });
  expect(calls).toEqual([['event-0', 'event-1']]);
});

it('gives up the event that cannot be handled and keeps its neighbours', async () => {
  const { deliver } = handler({ 'event-1': 'DROP' });
  expect(outcomes(await handleBatch(entries('0', '1', '2'), deliver))).toEqual([
    'SUCCESS',
    'DROP',
    'SUCCESS',
  ]);
});

it('repeats the event that failed and keeps its neighbours', async () => {
  const { deliver } = handler({ 'event-0': 'RETRY' });
  expect(outcomes(await handleBatch(entries('0', '1', '2'), deliver))).toEqual([
    'RETRY',
    'SUCCESS',
    'SUCCESS',
  ]);
});

it('stops asking once everything fails', async () => {
  const { calls, deliver } = handler({
    'event-0': 'RETRY',
    'event-1': 'RETRY',
    'event-2': 'RETRY',
    'event-3': 'RETRY',
  });
  expect(outcomes(await handleBatch(entries('0', '1', '2', '3'), deliver))).toEqual(Array(4).fill('RETRY'));
  expect(calls).toHaveLength(1 + 3);
});

it('never drops from what is left of a batch, where Dapr would dead-letter another event or crash', async () => {
  const { deliver } = handler({ 'event-7': 'DROP' });
  expect(outcomes(await handleBatch(entries('7'), deliver))).toEqual(['RETRY']);
  expect(outcomes(await handleBatch(entries('3', '7'), deliver))).toEqual(['SUCCESS', 'RETRY']);
});

it('answers an empty batch with nothing', async () => {
  const { deliver } = handler({});
  expect(await handleBatch([], deliver)).toEqual({ statuses: [] });
});
