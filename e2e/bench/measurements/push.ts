import { setTimeout as delay } from 'node:timers/promises';
import type { Change } from '../../support/model.ts';
import { describeTimes, distributionOf } from '../load/percentiles.ts';
import { openLoad } from '../load/open-load.ts';
import { countFailures, loadFigure, type Bench, type Figure } from './measurement.ts';

const RATE = 50;
const PEOPLE = 5;
const PATIENCE_MS = 5_000;

/** Row 3: from a change on one device to the socket of another of the same person. */
export async function measurePush(bench: Bench): Promise<Figure[]> {
  const { crowd, options, say } = bench;
  const intended = new Map<string, number>();
  const times: number[] = [];
  const heard = (change: Change) => {
    const title = change.task?.title;
    const began = title === undefined ? undefined : intended.get(title);
    if (title === undefined || began === undefined) return;
    intended.delete(title);
    times.push(performance.now() - began);
  };
  const devices = await Promise.all(crowd.people.slice(0, PEOPLE).map((person) => person.signInElsewhere()));
  for (const device of devices) (await device.openSocket()).socket.on('change', heard);
  const change = (label: string) => async (index: number, at: number) => {
    const title = `${label} ${index}`;
    intended.set(title, at);
    await crowd.make(index % devices.length, { title });
  };
  await openLoad(RATE, options.warmUpSeconds, change('warm-up'));
  await heardAll(intended);
  times.length = 0;
  intended.clear();
  say(`${RATE} changes/s for ${options.seconds} s, ${devices.length} sockets`);
  const { achieved, failures, driver } = await openLoad(RATE, options.seconds, change('change'));
  await heardAll(intended);
  for (const device of devices) device.leave();
  const latency = distributionOf(times);
  const missing = intended.size - failures.length;
  const figure = {
    row: 3,
    what: `change to a second client's socket at ${RATE} changes/s`,
    bar: 'p95 <= 150 ms',
    measured: `${describeTimes(latency)}; ${missing} not pushed, ${failures.length} failed`,
    met: latency.p95 <= 150 && missing === 0 && failures.length === 0,
    details: { latency, achieved, offered: RATE, missing, failures: countFailures(failures) },
  };
  return [loadFigure(figure, driver)];
}

async function heardAll(intended: ReadonlyMap<string, number>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (intended.size > 0 && performance.now() < deadline) await delay(20);
}
