import type { TimeCandidate } from './candidate.js';

/** "at 6 tomorrow morning" is one time: the part of the day says which 6 is meant. */
export function mergedTimes(times: readonly TimeCandidate[]): readonly TimeCandidate[] {
  const [part, more] = times.filter(({ value }) => value.hour < 0);
  const clocks = times.filter(({ value }) => value.hour >= 0);
  if (part === undefined || more !== undefined || clocks.length === 0) return times;
  return clocks.map((clock) => ({
    ...clock,
    value: {
      ...clock.value,
      part: clock.value.part ?? part.value.part,
      ...(part.value.today && { today: true }),
    },
  }));
}
