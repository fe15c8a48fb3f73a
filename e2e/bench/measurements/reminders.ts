import { setTimeout as delay } from 'node:timers/promises';
import { watchDriver, type DriverState } from '../load/driver-watch.ts';
import { openLoad } from '../load/open-load.ts';
import { describeTimes, distributionOf, round, type Distribution } from '../load/percentiles.ts';
import { loadFigure, type Bench, type Figure } from './measurement.ts';
import { Doorbells, type Rung } from './doorbells.ts';

export const BURST = 1_000;
const CREATE_RATE = 80;
/** Time between the last create and the burst, in which the scheduler must have taken every alarm. */
const LEAD_MS = 20_000;
export const STEADY_RATE = 5;
export const PATIENCE_MS = 30_000;

/** Row 4: reminders on the minute, a thousand in the same second and then a steady few. */
export async function measureReminders(bench: Bench): Promise<Figure[]> {
  const doorbells = await Doorbells.hang(bench);
  try {
    return [await burst(bench, doorbells), await steady(bench, doorbells)];
  } finally {
    doorbells.remove();
  }
}

async function burst(bench: Bench, doorbells: Doorbells): Promise<Figure> {
  const { rung, late, driver } = await ringAtOnce(bench, doorbells);
  const figure = {
    row: 4,
    what: `${BURST} reminders due in the same second`,
    bar: 'all within 5 s, 0 early, 0 lost, 0 twice',
    measured: `last after ${round(late.max / 1_000)} s (p50 ${late.p50} ms); ${describe(rung)}`,
    met: late.max <= 5_000 && intact(rung),
    details: { lateness: late, ...counts(rung) },
  };
  return loadFigure(figure, driver);
}

async function steady(bench: Bench, doorbells: Doorbells): Promise<Figure> {
  const { rung, late, driver } = await ringSteadily(bench, doorbells);
  const figure = {
    row: 4,
    what: `reminders, steady ${STEADY_RATE}/s`,
    bar: 'p99 <= 1 s late',
    measured: `${describeTimes(late)} late; ${describe(rung)}`,
    met: late.p99 <= 1_000 && intact(rung),
    details: { lateness: late, ...counts(rung) },
  };
  return loadFigure(figure, driver);
}

/** Reminders that were due, and how late each was heard. */
export interface Rings {
  readonly rung: Rung;
  /** Milliseconds from the due time to the socket. */
  readonly late: Distribution;
  readonly driver: DriverState;
}

/** All due in the same second. */
export async function ringAtOnce(bench: Bench, doorbells: Doorbells): Promise<Rings> {
  const at = Math.ceil((Date.now() + (BURST / CREATE_RATE) * 1_000 + LEAD_MS) / 1_000) * 1_000;
  bench.say(`making ${BURST} reminders for ${new Date(at).toISOString()}`);
  await setReminders(bench, doorbells, BURST, () => at);
  const waiting = at - Date.now();
  if (waiting < 2_000) throw new Error('Making the reminders took too long; none would have been on time.');
  await delay(waiting);
  const endWatch = watchDriver();
  const rung = await doorbells.collect(PATIENCE_MS);
  return { rung, late: distributionOf(rung.lateness), driver: endWatch([]) };
}

/** A few due each second. */
export async function ringSteadily(bench: Bench, doorbells: Doorbells): Promise<Rings> {
  const count = STEADY_RATE * bench.options.seconds;
  const first = Date.now() + (count / CREATE_RATE) * 1_000 + LEAD_MS / 2;
  bench.say(`${STEADY_RATE} reminders/s for ${bench.options.seconds} s`);
  await setReminders(bench, doorbells, count, (index) => Math.round(first + (index * 1_000) / STEADY_RATE));
  const endWatch = watchDriver();
  await delay(Math.max(0, first + (count * 1_000) / STEADY_RATE - Date.now()));
  const rung = await doorbells.collect(PATIENCE_MS);
  return { rung, late: distributionOf(rung.lateness), driver: endWatch([]) };
}

/** Makes tasks that remind at an instant each; `at` gives epoch milliseconds. */
async function setReminders(
  { crowd }: Bench,
  doorbells: Doorbells,
  count: number,
  at: (index: number) => number,
): Promise<void> {
  const { failures } = await openLoad(CREATE_RATE, count / CREATE_RATE, async (index) => {
    const instant = at(index);
    const reminders = [{ at: new Date(instant).toISOString() }];
    const task = await crowd.make(index, { title: `ring ${index}`, reminders });
    doorbells.expect(task.id, instant);
  });
  if (failures.length > 0) throw new Error(`${failures.length} tasks were not made: ${failures[0] ?? ''}`);
}

function intact({ early, lost, twice, onlyInFeed }: Rung): boolean {
  return early === 0 && lost === 0 && twice === 0 && onlyInFeed === 0;
}

function describe({ early, lost, twice, onlyInFeed }: Rung): string {
  return `${early} early, ${lost} lost, ${twice} twice${onlyInFeed > 0 ? `, ${onlyInFeed} not pushed` : ''}`;
}

function counts({ early, lost, twice, onlyInFeed }: Rung): Record<string, number> {
  return { early, lost, twice, onlyInFeed };
}
