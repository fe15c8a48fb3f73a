import type { Image } from './image.ts';

/** No image of a service may be larger, unpacked. */
export const LIMIT_MB = 250;

/** An image that was built. */
export interface Built {
  readonly image: Image;
  /** Unpacked, as the builder counts. */
  readonly megabytes: number;
  readonly seconds: number;
}

/** A line per image. */
export function table(built: readonly Built[]): string {
  const rows = built.map(({ image, megabytes, seconds }) => [
    image.reference,
    megabytes.toFixed(0),
    seconds.toFixed(0),
  ]);
  const lines = [['image', 'MB', 'seconds'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map(([name = '', ...numbers]) =>
      [name.padEnd(widths[0] ?? 0), ...numbers.map((text, i) => text.padStart(widths[i + 1] ?? 0))].join(
        '  ',
      ),
    )
    .join('\n');
}
