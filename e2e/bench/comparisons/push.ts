import { DaprLine } from '../baselines/dapr-line.ts';
import { PocketBase } from '../baselines/pocketbase.ts';
import { Rooms } from '../baselines/rooms.ts';
import { measureDeliveries, type Channel, type Deliveries } from '../load/deliveries.ts';
import type { Bench } from '../measurements/measurement.ts';
import { measureChanges, PUSH_PEOPLE, PUSH_RATE } from '../measurements/push.ts';
import { productProcesses } from '../product-processes.ts';
import type { Comparison, Turn } from '../rounds/comparison.ts';
import { turnOf } from '../rounds/turn.ts';

/**
 * From a request to another client: the product, which stores a task on the way, and the parts that such a way is made
 * of, each alone and with the same task as its message: Kafka through Dapr, a socket.io server, and PocketBase.
 */
export async function comparePushes(bench: Bench): Promise<Comparison> {
  const { crowd, stack, options } = bench;
  const task = await crowd.make(0, { title: 'a task to send' });
  const line = await DaprLine.open(stack, task);
  const rooms = await Rooms.open(stack, PUSH_PEOPLE, task);
  const pocketBase = await PocketBase.start(stack, 'FULL', options.people);
  const side = (name: string, processes: readonly number[], channel: () => Promise<Channel> | Channel) => ({
    ...{ name, processes },
    turn: async () =>
      turnOfDeliveries(await measureDeliveries(await channel(), { rate: PUSH_RATE, processes }, options)),
  });
  return {
    tables: [
      {
        title: `change to another client, ${PUSH_RATE}/s`,
        columns: {
          ...{ p50: 'p50 (ms)', p95: 'p95 (ms)', p99: 'p99 (ms)' },
          cpu: 'CPU per change, all processes (ms)',
          above: 'above idle (ms)',
        },
      },
    ],
    product: {
      name: 'Parley',
      processes: productProcesses(stack),
      turn: async () => {
        await crowd.renew();
        return turnOfDeliveries(await measureChanges(bench));
      },
    },
    baselines: [
      side('Dapr publish to delivery', line.processes, () => throughDapr(line)),
      side('bare socket.io', rooms.processes, () => throughRooms(rooms)),
      side('PocketBase realtime', pocketBase.processes, () => throughPocketBase(pocketBase)),
    ],
    facts: { PocketBase: `SQLite ${pocketBase.program.durability}` },
    close: async () => {
      await Promise.all([line.close(), rooms.close(), pocketBase.stop()]);
    },
  };
}

function throughDapr(line: DaprLine): Channel {
  return {
    send: (_, title) => line.publish(title),
    listen: (heard) => {
      line.heard = heard;
    },
  };
}

function throughRooms(rooms: Rooms): Channel {
  return {
    send: (index, title) => rooms.send(index, title),
    listen: (heard) => {
      rooms.listen(heard);
    },
  };
}

async function throughPocketBase(pocketBase: PocketBase): Promise<Channel> {
  let tell: (title: string) => void = () => undefined;
  pocketBase.unsubscribe();
  await pocketBase.subscribe(PUSH_PEOPLE, (title) => {
    tell(title);
  });
  return {
    send: (index, title) => pocketBase.make(index % PUSH_PEOPLE, { title }),
    listen: (heard) => {
      tell = heard;
    },
  };
}

function turnOfDeliveries(deliveries: Deliveries): Turn {
  const { p50, p95, p99 } = deliveries.latency;
  return turnOf(
    { p50, p95, p99, cpu: deliveries.cpu.perRequest, above: deliveries.cpu.aboveIdle },
    deliveries,
    deliveries.missing,
  );
}
