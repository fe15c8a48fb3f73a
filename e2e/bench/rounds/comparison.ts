import { setTimeout as delay } from 'node:timers/promises';
import { meterCpu } from '../load/cpu.ts';
import { round } from '../load/percentiles.ts';
import { interleave } from './order.ts';

/** What one turn gave: its figures by key, and what makes one doubt them. */
export interface Turn {
  readonly figures: Readonly<Record<string, number>>;
  readonly remarks: readonly string[];
}

/** The product or a baseline. */
export interface Side {
  readonly name: string;
  /** Processes, with their descendants, that it needs. */
  readonly processes: readonly number[];
  /** Warms up, loads, and returns once everything has come to rest. */
  readonly turn: () => Promise<Turn>;
}

/** Some figures of every side; the members of `columns` are keys of figures, and what the table calls them. */
export interface Table {
  readonly title: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** Sides that do the same, and run until `close`. */
export interface Comparison {
  readonly tables: readonly Table[];
  readonly product: Side;
  readonly baselines: readonly Side[];
  /** What figures mean nothing without, beyond what is so for all of them. */
  readonly facts: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export interface SideResult {
  readonly name: string;
  /** One per round. */
  readonly turns: readonly Turn[];
  /** CPU time while nothing is asked for, in percent of one core. */
  readonly idleCpu: number;
}

export interface ComparisonResult {
  readonly tables: readonly Table[];
  readonly facts: Readonly<Record<string, string>>;
  readonly product: SideResult;
  readonly baselines: readonly SideResult[];
}

const IDLE_MS = 5_000;

/** Measures every side in every round. */
export async function runRounds(
  { tables, facts, product, baselines }: Comparison,
  rounds: number,
  say: (line: string) => void,
): Promise<ComparisonResult> {
  const sides = [product, ...baselines];
  const idle = sides.map(({ processes }) => meterCpu(processes));
  await delay(IDLE_MS);
  const idleCpu = idle.map((cpu) => round((cpu() * 100) / IDLE_MS));
  const turns = await interleave(sides, rounds, async ({ name, turn }, index) => {
    const found = await turn().catch(failedTurn);
    const figures = Object.entries(found.figures).map(([key, value]) => `${key} ${round(value)}`);
    say(`  round ${index + 1}, ${name}: ${[...figures, ...found.remarks].join(', ')}`);
    return found;
  });
  const results = sides.map(({ name }, index) => ({
    name,
    turns: turns[index] ?? [],
    idleCpu: idleCpu[index] ?? NaN,
  }));
  const [first, ...others] = results;
  if (first === undefined) throw new Error('Nothing to compare.');
  return { tables, facts, product: first, baselines: others };
}

/** Hours of other turns must not be lost with one. */
function failedTurn(error: unknown): Turn {
  return { figures: {}, remarks: [`failed: ${error instanceof Error ? error.message : String(error)}`] };
}
