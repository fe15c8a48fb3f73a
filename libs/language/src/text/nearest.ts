/** The word with the smallest edit distance; the first of equals. */
export function nearest(word: string, known: readonly string[]): string {
  const ranked = known.map((candidate) => ({ candidate, cost: distance(word.slice(0, 32), candidate) }));
  return ranked.reduce(
    (best, next) => (next.cost < best.cost ? next : best),
    ranked[0] ?? { candidate: '', cost: 0 },
  ).candidate;
}

/** How many letters are wrong, missing, too many, or two swapped (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const others = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(swapped ? Math.min(others, (before[j - 2] ?? 0) + 1) : others);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
