import { setTimeout as delay } from 'node:timers/promises';
import { openLoad } from '../load/open-load.ts';
import { round } from '../load/percentiles.ts';
import { taskTitle } from '../titles.ts';
import { Consumers, type Progress } from './consumers.ts';
import { countFailures, loadFigure, type Bench, type Figure } from './measurement.ts';

/** A little above the bar of 10,000 a minute, so that it can be passed. */
const RATE = 180;
const BAR = 10_000;
const DRAIN_LIMIT_MS = 120_000;
const DAY_MS = 86_400_000;

/** Row 2: commands that every consumer has dealt with, per minute, from the first command to the last effect. */
export async function measureThroughput(bench: Bench): Promise<Figure[]> {
  const { crowd, options, say } = bench;
  const ids: string[] = [];
  const create = async (index: number) => {
    // Due within the coming week, as tasks are: the alarms of those due today are set as well.
    const at = new Date(Date.now() + DAY_MS * (0.1 + ((index * 7) % 700) / 100)).toISOString();
    ids.push((await crowd.make(index, { title: taskTitle(index), reminders: [{ at }] })).id);
  };
  await openLoad(RATE, options.warmUpSeconds, create);
  const consumers = new Consumers(bench);
  await consumers.idle();
  ids.length = 0;
  await consumers.begin();
  say(`${RATE} commands/s for ${options.seconds} s`);
  const { began, ended, failures, achieved, driver } = await openLoad(RATE, options.seconds, create);
  const atEnd = await consumers.progress();
  say(`accepted ${ids.length}; waiting until everything is processed`);
  const { processedAt, last } = await settled(consumers, ids.length);
  const perMinute = Math.round((ids.length * 60_000) / (processedAt - began));
  const lost = await consumers.lost(ids);
  const lostInAll = Object.values(lost).reduce((sum, count) => sum + count, 0);
  const drained = last.outboxes === 0 && last.behind === 0;
  const figure = {
    row: 2,
    what: 'commands accepted and processed by every consumer',
    bar: `>= ${BAR} per minute, nothing lost, lag 0`,
    measured:
      `${perMinute} per minute; lag ${drained ? `0 after ${round((processedAt - ended) / 1_000)} s` : 'left'}; ` +
      `${lostInAll} lost, ${failures.length} refused`,
    met: perMinute >= BAR && drained && lostInAll === 0 && failures.length === 0,
    details: {
      perMinute,
      accepted: ids.length,
      achieved,
      offered: RATE,
      lost,
      atEnd,
      last,
      failures: countFailures(failures),
    },
  };
  return [loadFigure(figure, driver)];
}

/** Waits until nothing is on its way. @returns when that was, or when patience ended */
async function settled(
  consumers: Consumers,
  expected: number,
): Promise<{ processedAt: number; last: Progress }> {
  const deadline = performance.now() + DRAIN_LIMIT_MS;
  for (;;) {
    const last = await consumers.progress(expected);
    const processedAt = performance.now();
    if ((last.outboxes === 0 && last.behind === 0) || processedAt > deadline) return { processedAt, last };
    await delay(100);
  }
}
