import type { Change } from '../../support/model.ts';
import type { Person } from '../../support/person.ts';
import type { Crowd } from '../crowd.ts';
import { measureDeliveries, type Channel, type Deliveries } from '../load/deliveries.ts';
import { describeCost } from '../load/cpu.ts';
import { describeTimes } from '../load/percentiles.ts';
import { productProcesses } from '../product-processes.ts';
import { Consumers } from './consumers.ts';
import { countFailures, loadFigure, type Bench, type Figure } from './measurement.ts';

export const PUSH_RATE = 50;
/** Who listens, each on a second device. */
export const PUSH_PEOPLE = 5;

/** Row 3: from a change on one device to the socket of another of the same person. */
export async function measurePush(bench: Bench): Promise<Figure[]> {
  bench.say(`${PUSH_RATE} changes/s for ${bench.options.seconds} s, ${PUSH_PEOPLE} sockets`);
  const { latency, missing, achieved, failures, driver, cpu } = await measureChanges(bench);
  const figure = {
    row: 3,
    what: `change to a second client's socket at ${PUSH_RATE} changes/s`,
    bar: 'p95 <= 150 ms',
    measured:
      `${describeTimes(latency)}; ${missing} not pushed, ${failures.length} failed; ` + describeCost(cpu),
    met: latency.p95 <= 150 && missing === 0 && failures.length === 0,
    details: {
      ...{ latency, achieved, offered: PUSH_RATE, missing, cpu },
      failures: countFailures(failures),
    },
  };
  return [loadFigure(figure, driver)];
}

/** Pushes of the product, from the request that makes a task to the socket of another device. */
export async function measureChanges(bench: Bench): Promise<Deliveries> {
  const { crowd, stack, options } = bench;
  const people = crowd.people.slice(0, PUSH_PEOPLE);
  const devices = await Promise.all(people.map((person) => person.signInElsewhere()));
  try {
    const settle = () => new Consumers(bench).idle();
    const load = { rate: PUSH_RATE, processes: productProcesses(stack), settle };
    return await measureDeliveries(await pushChannel(crowd, devices), load, options);
  } finally {
    for (const device of devices) device.leave();
  }
}

async function pushChannel(crowd: Crowd, devices: readonly Person[]): Promise<Channel> {
  const sockets = await Promise.all(devices.map((device) => device.openSocket()));
  return {
    send: async (index, title) => {
      await crowd.make(index % devices.length, { title });
    },
    listen: (heard) => {
      for (const { socket } of sockets)
        socket.on('change', ({ task }: Change) => {
          if (task !== undefined) heard(task.title);
        });
    },
  };
}
