/** Times in milliseconds, summed up. */
export interface Distribution {
  readonly count: number;
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Exact percentiles (nearest rank); NaN of nothing. */
export function distributionOf(milliseconds: readonly number[]): Distribution {
  const sorted = Float64Array.from(milliseconds).sort();
  const rank = (share: number) => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN);
  return {
    count: sorted.length,
    min: rank(0),
    p50: rank(0.5),
    p95: rank(0.95),
    p99: rank(0.99),
    max: rank(1),
  };
}

/** `p50 7.1, p95 18 ms` */
export function describeTimes({ p50, p95, p99, max }: Distribution): string {
  return `p50 ${p50}, p95 ${p95}, p99 ${p99}, max ${max} ms`;
}

/** Three digits that mean something. */
export function round(value: number): number {
  return value < 100 ? Number(value.toPrecision(3)) : Math.round(value);
}
