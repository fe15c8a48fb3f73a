import { run, type Result } from '../faults/run.ts';
import type { ClusterWorld } from './cluster-world.ts';
import type { ClusterFault } from './faults.ts';
import type { Bench } from './step.ts';

const PEOPLE = 3;
const RATE = 20;
const SHOWN = 3;

const MEANINGS: Readonly<Record<string, string>> = {
  writes: 'what was acknowledged is there, once',
  effects: 'every event took effect, once',
  order: 'everything is in order',
  timers: 'no reminder early, twice or forgotten',
  audit: 'the audit chains hold',
  conservation: 'nothing is stuck and nothing was given up',
  convergence: 'every client has the whole feed',
  linearizable: 'an order of the calls explains every answer',
};

/** Has people work while something happens to pods, repeats no request, and checks what is left. */
export async function underFault(
  world: ClusterWorld,
  fault: ClusterFault,
  seed: number,
  { check, say }: Bench,
): Promise<void> {
  const options = { ...{ seed, people: PEOPLE, rate: RATE, patienceMs: 0 }, say };
  const before = await world.restarts();
  const result: Result<ClusterFault> = await run(world, fault, options);
  if (world.unreachable !== undefined) throw new Error(world.unreachable);
  // The kubelet does that when probes fail or a process ends: what is late then may be so because of it.
  for (const [container, count] of await world.restarts())
    if (count > (before.get(container) ?? 0)) say(`${container} restarted by itself`);
  const { observed, problems } = result;
  const failed = Object.values(observed.errors).reduce((sum, count) => sum + count, 0);
  say(
    `${result.operations} requests, ${failed} failed; settled after ${result.recoverySeconds.toFixed(1)} s; ` +
      `${result.reminders} reminders, the latest ${observed.latestReminderMs} ms late`,
  );
  for (const [error, count] of Object.entries(observed.errors)) say(`${count} requests: ${error}`);
  const first = (found: readonly string[]) => found.slice(0, SHOWN).join('; ') || undefined;
  for (const [checker, found] of Object.entries(problems))
    if (checker !== 'expects') check(MEANINGS[checker] ?? checker, found.length === 0, first(found));
  const expected = problems['expects'] ?? [];
  if (fault.expects !== undefined || expected.length > 0)
    check(fault.promise ?? 'what this fault promises', expected.length === 0, first(expected));
}
