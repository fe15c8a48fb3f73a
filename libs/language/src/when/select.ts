import type { Draft, Range } from '../text/draft.js';
import type { Candidate } from './candidate.js';

/** What may stand between a phrase and the edge of the text, or between two that belong together. */
const GAP = /^[\s,;.!?:–-]*$/u;

/** More phrases than an honest text has; the longest are looked at. */
const MAX_POOL = 32;

/**
 * Decides which phrases count. Where two overlap the longer wins; then every phrase that counts by itself,
 * and from there every one that touches an edge or another that counts.
 */
export function select(free: Draft['free'], candidates: readonly Candidate[]): Candidate[] {
  const pool = withoutOverlaps(candidates);
  const chosen = new Set(pool.filter((candidate) => candidate.strength === 'anywhere'));
  const strong = { date: false, time: false };
  for (const candidate of chosen) strong[candidate.is] = true;
  let blank = blanked(free, [...chosen]);

  for (let grew = true; grew;) {
    grew = false;
    for (const candidate of pool) {
      if (chosen.has(candidate) || !counts(free, blank, candidate, chosen, strong)) continue;
      chosen.add(candidate);
      blank = blanked(blank, [candidate]);
      grew = true;
    }
  }
  return [...chosen].sort((a, b) => a.range.start - b.range.start);
}

function counts(
  free: string,
  blank: string,
  candidate: Candidate,
  chosen: ReadonlySet<Candidate>,
  strong: Readonly<Record<Candidate['is'], boolean>>,
): boolean {
  const { start, end } = candidate.range;
  const atEnd = GAP.test(blank.slice(end));
  const beside = [...chosen].some(
    (other) => other.is !== candidate.is && touches(free, candidate.range, other.range),
  );
  if (candidate.strength === 'beside') return beside;
  if (candidate.strength === 'beside-end') return beside && atEnd;
  // A weak phrase gives way to one that is certain: in "friday report by monday" Friday is a name.
  const atStart = candidate.strength === 'edge' && GAP.test(blank.slice(0, start));
  return beside || (!strong[candidate.is] && (atEnd || atStart));
}

function touches(free: string, a: Range, b: Range): boolean {
  const [first, second] = a.start < b.start ? [a, b] : [b, a];
  return GAP.test(free.slice(first.end, second.start));
}

function blanked(text: string, taken: readonly Candidate[]): string {
  let rest = text;
  for (const { range } of taken) {
    rest = rest.slice(0, range.start) + ' '.repeat(range.end - range.start) + rest.slice(range.end);
  }
  return rest;
}

function withoutOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  const length = ({ start, end }: Range): number => end - start;
  for (const candidate of [...candidates].sort((a, b) => length(b.range) - length(a.range))) {
    const { start, end } = candidate.range;
    if (kept.every(({ range }) => end <= range.start || range.end <= start)) kept.push(candidate);
    if (kept.length >= MAX_POOL) break;
  }
  return kept;
}
