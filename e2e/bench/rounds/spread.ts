import { round } from '../load/percentiles.ts';

/** One figure over several rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Median, least and most; what is not a finite number is left out, and of nothing all three are NaN. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? NaN;
  const middle = (sorted.length - 1) / 2;
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

/**
 * How many times the baseline the product is, round by round: a round in which the machine was slow for both does not
 * widen the spread. A round in which either gave nothing, or the baseline 0, is left out.
 */
export function ratioOf(product: readonly number[], baseline: readonly number[]): Spread {
  return spreadOf(product.map((value, index) => value / (baseline[index] ?? NaN)));
}

/** `7.1 (6.8..9.2)`, or the one figure when there was one round or no difference. */
export function describeSpread({ median, min, max }: Spread): string {
  if (Number.isNaN(median)) return '–';
  const [middle, least, most] = [median, min, max].map(grouped);
  return least === most ? `${middle}` : `${middle} (${least}..${most})`;
}

/** Three digits that mean something, thousands apart. */
function grouped(value: number): string {
  return round(value).toLocaleString('en-US', { maximumSignificantDigits: value < 100 ? 3 : 21 });
}
