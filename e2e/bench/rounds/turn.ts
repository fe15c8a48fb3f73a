import type { DriverState } from '../load/driver-watch.ts';
import type { Turn } from './comparison.ts';

interface Loaded {
  readonly driver: DriverState;
  readonly failures: readonly string[];
}

/** A turn under load, in doubt when the driver was saturated or requests failed. */
export function turnOf(figures: Turn['figures'], { driver, failures }: Loaded, missing = 0): Turn {
  const remarks: string[] = [];
  if (driver.saturated !== undefined) remarks.push(driver.saturated);
  if (failures.length > 0) remarks.push(`${failures.length} failed (${failures[0] ?? ''})`);
  if (missing > 0) remarks.push(`${missing} missing`);
  return { figures, remarks };
}
