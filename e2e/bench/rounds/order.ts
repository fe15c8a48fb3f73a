/**
 * In which order the sides of a comparison have their turns: A B, then B A, then A B, and so on, so that neither a
 * machine that becomes slower nor what a turn leaves behind is to one side's credit (ABBA).
 * @param round counts from 0
 */
export function orderOf<T>(sides: readonly T[], round: number): T[] {
  return round % 2 === 0 ? [...sides] : [...sides].reverse();
}

/** Gives every side one turn per round. @returns per side, in the order of `sides`, what its turns gave, by round */
export async function interleave<T, R>(
  sides: readonly T[],
  rounds: number,
  turn: (side: T, round: number) => Promise<R>,
): Promise<R[][]> {
  const found = new Map(sides.map((side) => [side, [] as R[]]));
  for (let round = 0; round < rounds; round++)
    for (const side of orderOf(sides, round)) found.get(side)?.push(await turn(side, round));
  return [...found.values()];
}
