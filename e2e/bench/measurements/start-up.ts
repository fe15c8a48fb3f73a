import { round } from '../load/percentiles.ts';
import type { Bench, Figure } from './measurement.ts';
import { SERVICES, type MemoryReading } from './memory.ts';

const WHOLE_BAR_S = 30;
const SERVICE_BAR_S = 5;
const MEMORY_BAR_MB = 150;

/** Row 7: the whole stack to ready, once with nothing stored yet and once more. */
export function wholeStartFigures(first: number, again: number): Figure[] {
  const figure = (what: string, seconds: number): Figure => ({
    row: 7,
    what,
    bar: `<= ${WHOLE_BAR_S} s`,
    measured: `${round(seconds)} s`,
    verdict: seconds <= WHOLE_BAR_S ? 'met' : 'missed',
    details: { seconds },
  });
  return [
    figure('whole stack, first start (databases are made)', first),
    figure('whole stack, second start', again),
  ];
}

/** Row 7: each service alone to ready, with everything around it running. */
export async function measureServiceStarts({ stack, say }: Bench): Promise<Figure[]> {
  const seconds: Record<string, number> = {};
  for (const name of SERVICES) {
    say(`restarting ${name}`);
    const replica = stack.replica(name);
    await replica.app.stop();
    const began = performance.now();
    replica.app.start();
    await replica.ready();
    seconds[name] = round((performance.now() - began) / 1_000);
  }
  const slowest = Math.max(...Object.values(seconds));
  return [
    {
      row: 7,
      what: 'each service to ready',
      bar: `<= ${SERVICE_BAR_S} s`,
      measured: list(seconds, 's'),
      verdict: slowest <= SERVICE_BAR_S ? 'met' : 'missed',
      details: { seconds },
    },
  ];
}

/** Row 7: memory of each service. */
export function memoryFigure(when: string, { services, others }: MemoryReading): Figure {
  const resident = Object.fromEntries(Object.entries(services).map(([name, { rss }]) => [name, rss]));
  return {
    row: 7,
    what: `resident memory per service, ${when}`,
    bar: `<= ${MEMORY_BAR_MB} MB`,
    measured: list(resident, 'MB'),
    verdict: Math.max(...Object.values(resident)) <= MEMORY_BAR_MB ? 'met' : 'missed',
    details: { services, others },
  };
}

function list(values: Readonly<Record<string, number>>, unit: string): string {
  const sorted = Object.entries(values).sort(([, a], [, b]) => b - a);
  return `${sorted.map(([name, value]) => `${name} ${value}`).join(', ')} ${unit}`;
}
