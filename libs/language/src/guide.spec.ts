import { readFileSync } from 'node:fs';

import { helpExamples } from './help.js';
import { commands } from './intents/slash.js';
import { locales } from './locales/grammars.js';
import { filterKeys } from './filter/filter-keys.js';
import { claimOf, filterClaimOf } from './test-claims.js';

interface Claim {
  readonly text: string;
  readonly at: string;
  readonly means: string;
}

const guide = readFileSync(new URL('../../../docs/language.md', import.meta.url), 'utf8');

/** Who speaks under a heading; filters are no sentences. */
const AT: Readonly<Record<string, string>> = { German: 'de', Filters: 'filter' };

/** Rows `| `sentence` | meaning |`. */
function claims(): readonly Claim[] {
  let at = 'sat';
  const found: Claim[] = [];
  for (const line of guide.split('\n')) {
    if (line.startsWith('## ')) at = AT[line.slice(3)] ?? 'sat';
    const row = /^\| `(?<text>[^`]+)` +\| (?<means>.+?) +\|$/u.exec(line);
    if (row?.groups !== undefined)
      found.push({ at, text: row.groups['text'] ?? '', means: row.groups['means'] ?? '' });
  }
  return found;
}

describe('the guide for users', () => {
  it('holds enough examples of each language', () => {
    const count = (at: string): number => claims().filter((claim) => claim.at === at).length;
    expect(count('sat')).toBeGreaterThanOrEqual(80);
    expect(count('de')).toBeGreaterThanOrEqual(30);
    expect(count('filter')).toBeGreaterThanOrEqual(40);
  });

  it.each(claims().map(({ text, at, means }) => [at, text, means]))('%s: %s means %s', (at, text, means) => {
    expect(at === 'filter' ? filterClaimOf(text) : claimOf(text, at)).toBe(means);
  });

  it('shows every key of the filter language', () => {
    const filters = claims().filter(({ at }) => at === 'filter');
    for (const { key } of filterKeys)
      expect([key, filters.some(({ text }) => text.includes(`${key}:`))]).toEqual([key, true]);
  });

  it('names every command', () => {
    const line = guide.split('\n').find((one) => one.startsWith('Commands with a slash')) ?? '';
    expect([...line.matchAll(/`\/(\w+)`/g)].map(([, name]) => name).sort()).toEqual([...commands].sort());
  });

  it('shows all that the help of each language shows', () => {
    const shown = new Set(claims().map(({ text }) => text));
    for (const locale of locales) {
      for (const { text } of helpExamples(locale)) expect([text, shown.has(text)]).toEqual([text, true]);
    }
  });
});
