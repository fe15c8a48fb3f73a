import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import type { Follower } from '../support/follower.ts';
import { Person } from '../support/person.ts';
import { claimsOf } from '../support/token.ts';
import { readAccount, type Evidence } from './checkers/evidence.ts';
import { checkers } from './checkers/index.ts';
import { lateness } from './checkers/timers.ts';
import type { Fault, Observed } from './faults/fault.ts';
import { History } from './history/history.ts';
import { Actor, type Shared } from './workload/actor.ts';
import { Random } from './workload/random.ts';
import type { Observable } from './world/observable.ts';

export interface RunOptions {
  readonly seed: number;
  readonly people: number;
  /** Operations per second, over all clients. */
  readonly rate: number;
  /** How long to wait until everything settled; two minutes when absent. */
  readonly recoveryMs?: number;
  /** How long a client repeats a call without answer, in milliseconds; 20 seconds when absent, never when 0. */
  readonly patienceMs?: number;
  readonly say: (line: string) => void;
}

/** What came of one fault with one seed. */
export interface Result<F = Fault> {
  readonly fault: F;
  readonly seed: number;
  readonly observed: Observed;
  readonly operations: number;
  /** Per checker, what it found. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  /** From the end of the fault until nothing was under way any more, in seconds. */
  readonly recoverySeconds: number;
  readonly reminders: number;
  readonly repeatedDeliveries: number;
}

/** Of each person. */
const CLIENTS = ['c0', 'c1'];
/** How long a client repeats a call without answer. */
const PATIENCE_MS = 20_000;
const QUIET_BEFORE_MS = 3_000;
const QUIET_AFTER_MS = 3_000;
const RECOVERY_MS = 120_000;
const RENEW_EVERY_MS = 120_000;
/** After everything settled: what comes twice may come late. */
const LATE_MS = 3_000;

/** Has people use the product while the fault happens, waits until all is settled, and checks what is left. */
export async function run<W extends Observable>(
  world: W,
  fault: Fault<W>,
  options: RunOptions,
): Promise<Result<Fault<W>>> {
  const { seed, people, say } = options;
  const random = new Random(seed);
  const history = new History(path.join(world.dir, `history-${fault.id}-${seed}.jsonl`));
  const note = (text: string) => {
    history.note(text);
    say(`  ${text}`);
  };
  const published = world.sink.messages.length;
  const shared: Shared[] = [];
  const followers: Follower[][] = [];
  for (let index = 0; index < people; index += 1) {
    const person = await Person.signUp({ timeZone: 'UTC' });
    shared.push({ index, person, tasks: [] });
    followers.push([await person.follow(), await person.follow()]);
  }
  const poisoned = new Set<string>();
  let over = false;
  const everyMs = (1_000 * people * CLIENTS.length) / options.rate;
  const clients = (names: readonly string[], isOver: () => boolean) =>
    shared.flatMap((one) =>
      names.map((name) =>
        new Actor(
          `s${seed}p${one.index}${name}`,
          one,
          history,
          world.url,
          random.fork(),
          options.patienceMs ?? PATIENCE_MS,
        ).act(everyMs, isOver),
      ),
    );
  const work = clients(CLIENTS, () => over);
  const surge = async (times: number, forMs: number): Promise<void> => {
    const end = Date.now() + forMs;
    const more = Array.from({ length: times - 1 }, (_, i) => CLIENTS.map((name) => `${name}surge${i}`));
    await Promise.all(clients(more.flat(), () => Date.now() > end));
  };
  const found: string[] = [];
  // Tokens are good for ten minutes.
  const renewing = setInterval(() => {
    for (const { person } of shared) person.renewToken().catch(() => undefined);
  }, RENEW_EVERY_MS);
  try {
    await delay(QUIET_BEFORE_MS);
    const sockets = followers.flat().map(({ socket }) => socket);
    await fault.happen({
      ...{ world, random: random.fork(), sockets, note, poisoned, surge },
      found: (problem) => found.push(problem),
    });
    await delay(QUIET_AFTER_MS);
  } finally {
    over = true;
    await Promise.all(work);
  }
  note('the clients are done');
  const mended = Date.now();
  const look = async (): Promise<Evidence> => ({
    history,
    accounts: await Promise.all(
      shared.map(({ person, index }) =>
        readAccount(
          person,
          index,
          claimsOf(person).wid,
          (followers[index] ?? []).map(({ applied }) => [...applied]),
        ),
      ),
    ),
    published: world.sink.messages.slice(published),
    unpublished: await world.unpublished(),
    lag: await world.lag(),
    poisoned,
    calm: fault.calm === true,
  });
  await settle(look, mended + (options.recoveryMs ?? RECOVERY_MS));
  const recoverySeconds = (Date.now() - mended) / 1_000;
  await delay(LATE_MS);
  const evidence = await look();
  const late = lateness(evidence);
  const observed = { ...observe(history), latestReminderMs: Math.max(0, ...late) };
  const problems = {
    ...(await check(evidence, Object.keys(checkers))),
    expects: [...found, ...(fault.expects?.(observed) ?? [])],
  };
  clearInterval(renewing);
  for (const { person } of shared) person.leave();
  await history.close();
  return {
    ...{ fault, seed, observed, problems, recoverySeconds },
    operations: history.operations.length,
    reminders: late.length,
    repeatedDeliveries: repeated(evidence),
  };
}

/** Waits until nothing is missing any more, or time is over. */
async function settle(look: () => Promise<Evidence>, deadline: number): Promise<void> {
  const eventual = Object.keys(checkers).filter((name) => name !== 'linearizable');
  while (Date.now() < deadline) {
    try {
      const found = await check(await look(), eventual);
      if (Object.values(found).every((problems) => problems.length === 0)) return;
    } catch {
      // A service is not back yet.
    }
    await delay(1_000);
  }
}

async function check(evidence: Evidence, names: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const name of names) found[name] = (await checkers[name]?.(evidence)) ?? [];
  return found;
}

function observe({ operations }: History): Omit<Observed, 'latestReminderMs'> {
  const of = (outcome: string) => operations.filter((operation) => operation.outcome === outcome);
  const errors: Record<string, number> = {};
  for (const failure of operations.flatMap(({ failures }) => failures))
    errors[failure] = (errors[failure] ?? 0) + 1;
  return {
    ok: of('ok').length,
    failed: of('fail').length,
    unknown: of('info').length,
    retried: operations.filter(({ attempts }) => attempts > 1).length,
    errors,
  };
}

/** Deliveries of events that had been delivered before. */
function repeated({ published }: Evidence): number {
  const ids = published.filter(({ topic }) => !topic.endsWith('-dlq')).map(({ event }) => event.id);
  return ids.length - new Set(ids).size;
}
