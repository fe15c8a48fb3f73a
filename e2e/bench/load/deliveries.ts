import { setTimeout as delay } from 'node:timers/promises';
import { measuredLoad, type Durations, type Load, type MeasuredLoad } from './measured-load.ts';
import { distributionOf } from './percentiles.ts';

const PATIENCE_MS = 5_000;

/** Something that carries titles from a sender to a receiver. */
export interface Channel {
  /** Sends something that the receiver knows by its title. */
  readonly send: (index: number, title: string) => Promise<void>;
  /** Who is told the titles that arrive; all others may be told too. */
  readonly listen: (heard: (title: string) => void) => void;
}

export interface Deliveries extends MeasuredLoad {
  /** Sent, not refused, and not arrived. */
  readonly missing: number;
}

/** Times deliveries in an open model, each from the intended start of its request to its arrival (`latency`). */
export async function measureDeliveries(
  channel: Channel,
  load: Omit<Load, 'send' | 'begin'>,
  durations: Durations,
): Promise<Deliveries> {
  const intended = new Map<string, number>();
  const times: number[] = [];
  let turn = 'warm-up';
  channel.listen((title) => {
    const began = intended.get(title);
    if (began === undefined) return;
    intended.delete(title);
    times.push(performance.now() - began);
  });
  const send = async (index: number, at: number) => {
    const title = `${turn} ${index}`;
    intended.set(title, at);
    await channel.send(index, title);
  };
  const settle = async () => {
    await heardAll(intended);
    await load.settle?.();
  };
  const begin = () => {
    times.length = 0;
    intended.clear();
    turn = 'change';
  };
  const measured = await measuredLoad({ ...load, send, settle, begin }, durations);
  const missing = Math.max(0, intended.size - measured.failures.length);
  return { ...measured, latency: distributionOf(times), missing };
}

async function heardAll(intended: ReadonlyMap<string, number>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (intended.size > 0 && performance.now() < deadline) await delay(20);
}
