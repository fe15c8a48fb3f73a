import { distance } from './nearest.js';

/** Shorter words have too many neighbours, longer ones are no words. */
const SHORTEST = 4;
const LONGEST = 40;
/** From so many letters on, two of them may be wrong. */
const LONG = 8;
const MOST = 3;

/** How many letters of a word may be wrong. */
export function slipsOf(word: string): number {
  const letters = Array.from(word).length;
  if (letters < SHORTEST || letters > LONGEST) return 0;
  return letters < LONG ? 1 : 2;
}

/**
 * The known words that a mistyped one may stand for, those with the fewest wrong letters only, at most three. None when
 * the word itself, or a longer one with it in it, is known. All words are folded.
 */
export function nearWords(word: string, known: readonly string[]): readonly string[] {
  const slips = slipsOf(word);
  if (slips === 0 || known.some((candidate) => candidate.includes(word))) return [];
  const near = known.flatMap((candidate) => {
    if (Math.abs(candidate.length - word.length) > slips) return [];
    const wrong = distance(word, candidate);
    return wrong <= slips ? [{ candidate, wrong }] : [];
  });
  const fewest = Math.min(...near.map(({ wrong }) => wrong));
  return near
    .filter(({ wrong }) => wrong === fewest)
    .map(({ candidate }) => candidate)
    .sort()
    .slice(0, MOST);
}
