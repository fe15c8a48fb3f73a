// eslint-disable-next-line @nx/enforce-module-boundaries -- measured in process: over HTTP the parser would not show
import { parse } from '@parley/language';
import { describeTimes, distributionOf } from '../load/percentiles.ts';
import { seeded, pick } from '../titles.ts';
import type { Bench, Figure } from './measurement.ts';
import { ENDINGS, SENTENCES, STARTS, WHENS } from './sentences.ts';

const WARM_UP = 2_000;
const COUNT = 20_000;
const CONTEXT = { now: new Date('2026-11-21T15:00:00Z'), zone: 'America/New_York', locale: 'en-US' };

/** Row 6: reading one sentence, in this process. */
export function measureParse({ say }: Pick<Bench, 'say'>): Promise<Figure[]> {
  const sentences = corpus();
  say(`${COUNT} of ${sentences.length} sentences`);
  for (let i = 0; i < WARM_UP; i++) parse(sentences[i % sentences.length] ?? '', CONTEXT);
  const times: number[] = [];
  let slowest = { text: '', time: 0 };
  for (let i = 0; i < COUNT; i++) {
    const text = sentences[i % sentences.length] ?? '';
    const began = performance.now();
    parse(text, CONTEXT);
    const time = performance.now() - began;
    times.push(time);
    if (time > slowest.time) slowest = { text, time };
  }
  const latency = distributionOf(times);
  const details = { latency, sentences: sentences.length, slowest };
  const verdict = latency.p99 <= 3 ? 'met' : 'missed';
  const measured = describeTimes(latency);
  return Promise.resolve([
    { row: 6, what: 'parse a sentence', bar: 'p99 <= 3 ms', measured, verdict, details },
  ]);
}

/** Whole sentences and, with the same seed each time, combinations of parts. */
function corpus(): string[] {
  const random = seeded(7);
  const made = Array.from({ length: 2_000 }, () =>
    [pick(STARTS, random), pick(WHENS, random), pick(ENDINGS, random)].join(' ').trim(),
  );
  return [...SENTENCES, ...made];
}
