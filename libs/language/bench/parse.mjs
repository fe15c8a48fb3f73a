import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { URL } from 'node:url';

import { parse } from '../dist/index.js';

const ROUNDS = 20;
const WARM_UP = 3;
const BAR_MS = 3;

const references = JSON.parse(read('references.json'));
const sentences = ['en', 'de', 'en-negatives', 'de-negatives'].flatMap((name) =>
  read(`${name}.jsonl`)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .map(({ text, at = 'sat' }) => ({
      text,
      context: { ...references[at], now: new Date(references[at].now) },
    })),
);

/** The fastest of the rounds is what a sentence costs; the other figures show how busy the machine was. */
const times = sentences.map(() => []);
for (let round = 0; round < WARM_UP + ROUNDS; round++) {
  sentences.forEach(({ text, context }, i) => {
    const began = performance.now();
    parse(text, context);
    if (round >= WARM_UP) times[i].push(performance.now() - began);
  });
}

const sorted = times.map((of) => of.toSorted((a, b) => a - b));
const fastest = sorted.map(([first]) => first);
print('every parse', times.flat());
print(
  'median of each sentence',
  sorted.map((of) => of[ROUNDS / 2]),
);
const p99 = print('fastest of each sentence', fastest);
const slowest = sentences[fastest.indexOf(Math.max(...fastest))];
console.log(`slowest: ${JSON.stringify(slowest.text)}`);
console.log(`bar: p99 <= ${BAR_MS} ms: ${p99 <= BAR_MS ? 'met' : 'missed'}`);
if (p99 > BAR_MS) process.exitCode = 1;

function print(what, measured) {
  const sorted = measured.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  console.log(
    `${what} (${measured.length}): p50 ${at(0.5).toFixed(2)} ms, p95 ${at(0.95).toFixed(2)} ms, p99 ${at(0.99).toFixed(2)} ms, max ${at(1).toFixed(2)} ms`,
  );
  return at(0.99);
}

function read(name) {
  return readFileSync(new URL(`../corpus/${name}`, import.meta.url), 'utf8');
}
