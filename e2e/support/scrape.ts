import { replicas } from './own-stack.ts';

/** A time series of the text that Prometheus reads. */
export interface Series {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What they export right now. */
export interface Scraped {
  readonly series: readonly Series[];
  /** Names of metrics, also of those without a value yet. */
  readonly declared: readonly string[];
}

/** Asks every service and every sidecar. */
export async function scrape(): Promise<Scraped> {
  const texts = await Promise.all(
    replicas().flatMap(({ ports }) => [
      textOf(`http://127.0.0.1:${ports.http}/metrics`),
      textOf(`http://127.0.0.1:${ports.daprMetrics}/`),
    ]),
  );
  const declared = texts.flatMap((text) =>
    [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name),
  );
  return { series: texts.flatMap(seriesIn), declared };
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** Series of the text format (https://prometheus.io/docs/instrumenting/exposition_formats/), without their values. */
function seriesIn(text: string): Series[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, metric = '', labels = ''] = /^([\w:]+)(?:{(.*)})? /.exec(line) ?? [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    return { metric, labels: Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value])) };
  });
}
