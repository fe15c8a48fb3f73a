import type { Draft, Range } from '../text/draft.js';
import type { Candidate } from './candidate.js';

/** What may stand between a phrase and the edge of the text, or between two that belong together. */
const GAP = /^[\s,;.!?:()–-]*$/u;

/** More phrases than an honest text has; the longest are looked at. */
const MAX_POOL = 32;

/**
 * Decides which phrases count. Where two overlap the longer wins; then every phrase that counts by itself,
 * and from there every one that touches an edge or another that counts.
 * @param anchor a phrase that was taken before and that counts for both kinds: "every monday" at 7 with Bob
 */
export function select(
  free: Draft['free'],
  candidates: readonly Candidate[],
  anchor: Range | null = null,
): Candidate[] {
  const pool = withoutOverlaps(candidates);
  const chosen = new Set(pool.filter((candidate) => candidate.strength === 'anywhere'));
  const strong = { date: false, time: false };
  for (const candidate of chosen) strong[candidate.is] = true;
  if (!strong.date && !strong.time) for (const candidate of companions(free, pool)) chosen.add(candidate);
  let blank = blanked(free, [...chosen]);

  for (let grew = true; grew;) {
    grew = false;
    for (const candidate of pool) {
      if (chosen.has(candidate) || !counts(free, blank, candidate, { pool, chosen, strong, anchor }))
        continue;
      chosen.add(candidate);
      blank = blanked(blank, [candidate]);
      grew = true;
    }
  }
  return [...chosen].sort((a, b) => a.range.start - b.range.start);
}

/** "dinner friday at 7 for four": a day and a time of day that stand together vouch for each other. */
function companions(free: string, pool: readonly Candidate[]): readonly Candidate[] {
  const weak = pool.filter(({ strength }) => strength === 'edge');
  const days = weak.filter((candidate) => candidate.is === 'date' && candidate.value.kind === 'weekday');
  const times = weak.filter((candidate) => candidate.is === 'time' && candidate.value.hour >= 0);
  for (const day of days) {
    const time = times.find(({ range }) => range.start >= day.range.end && touches(free, day.range, range));
    if (time !== undefined) return [day, time];
  }
  return [];
}

interface Decided {
  readonly pool: readonly Candidate[];
  readonly chosen: ReadonlySet<Candidate>;
  /** Kinds of which one counts by itself. */
  readonly strong: Readonly<Record<Candidate['is'], boolean>>;
  readonly anchor: Range | null;
}

function counts(
  free: string,
  blank: string,
  candidate: Candidate,
  { pool, chosen, strong, anchor }: Decided,
): boolean {
  const { start, end } = candidate.range;
  const partners = (all: Iterable<Candidate>): Candidate[] =>
    [...all].filter((other) => other.is !== candidate.is && touches(free, candidate.range, other.range));
  const beside = partners(chosen);
  const anchored = anchor !== null && touches(free, candidate.range, anchor);
  if (candidate.strength === 'beside') return anchored || beside.length > 0;
  // A bare hour follows its date: "tonight 9", but not "chapter 3 tonight".
  const atEnd = (text: string): boolean => GAP.test(text.slice(end));
  if (candidate.strength === 'beside-end')
    return (
      (beside.some((other) => other.range.end <= start) || (anchored && anchor.end <= start)) && atEnd(blank)
    );
  if (anchored || beside.length > 0) return true;
  // A weak phrase gives way to one that is certain: in "friday report by monday" Friday is a name.
  if (strong[candidate.is]) return false;
  // "monday morning" touches the edge as a whole, though each half needs the other.
  const followers = partners(pool).filter(
    ({ strength, range }) => strength.startsWith('beside') && range.start >= end,
  );
  const around = blanked(blank, followers);
  return atEnd(around) || (candidate.strength === 'edge' && GAP.test(around.slice(0, start)));
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
