/** Something that completes what is being typed. */
export interface Suggestion {
  readonly name: string;
  readonly label: string;
  readonly aside: string;
}

const MAX_SHOWN = 7;

/** Candidates that begin with what is typed, then those that contain it; the order given otherwise. */
export function ranked<T>(
  candidates: readonly T[],
  query: string,
  nameOf: (candidate: T) => string,
): readonly T[] {
  const wanted = query.toLowerCase();
  const starts = candidates.filter((candidate) => nameOf(candidate).toLowerCase().startsWith(wanted));
  const contains = candidates.filter((candidate) => {
    const name = nameOf(candidate).toLowerCase();
    return name.includes(wanted) && !name.startsWith(wanted);
  });
  return [...starts, ...contains].slice(0, MAX_SHOWN);
}
