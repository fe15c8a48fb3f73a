import { setTimeout as delay } from 'node:timers/promises';
import { noErrors, type Fault } from './fault.ts';
import { SERVICES } from './processes.ts';

const TIMES = 10;
const BURST_MS = 10_000;
/** What clients may see when there are too many: a refusal that says so, or that it takes too long. */
const BACK_PRESSURE = ['429', '503', 'no answer in time'];

/** More is asked than there is memory or time for. */
export const loads: readonly Fault[] = [
  {
    id: 'H1',
    title: 'ten times the load for 10 s, while every service has 128 MiB of heap',
    happen: async ({ world, note, surge, found }) => {
      const replicas = SERVICES.flatMap((service) => world.stack.replicas(service));
      const restartAll = async (env: Readonly<Record<string, string>>) => {
        for (const copies of Map.groupBy(replicas, ({ index }) => index).values())
          await Promise.all(
            copies.map(({ service, index }) => world.stack.restart(service.name, index, 'app', env)),
          );
      };
      await restartAll({ NODE_OPTIONS: '--max-old-space-size=128' });
      const forget = replicas.map(({ app }) =>
        app.onUnexpectedExit(({ code, signal }) => {
          found(`${app.name} ended with ${signal ?? `code ${code}`}`);
        }),
      );
      note('the burst begins');
      await surge(TIMES, BURST_MS);
      note('the burst is over');
      await delay(BURST_MS);
      for (const stop of forget) stop();
      await restartAll({});
    },
    expects: ({ errors }) => {
      const others = Object.entries(errors).filter(([error]) => !BACK_PRESSURE.includes(error));
      return noErrors({ errors: Object.fromEntries(others) });
    },
  },
];
