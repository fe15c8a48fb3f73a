import { context, propagation, type Context } from '@opentelemetry/api';

const traces = new WeakMap<object, Context>();

/**
 * Remembers the trace of an item that will be handled together with items of other traces.
 * @param from another item, whose trace it is; the running one when absent
 * @returns the item
 */
export function keepTrace<T extends object>(item: T, from?: object): T {
  traces.set(item, (from && traces.get(from)) ?? context.active());
  return item;
}

/** The same with a trace that was stored: a W3C `traceparent`, or null when there was none. */
export function keepStoredTrace<T extends object>(item: T, traceparent: string | null): T {
  if (traceparent !== null) traces.set(item, contextOf(traceparent));
  return item;
}

/** Runs `work` in the trace of an item; in the running one when none was kept. */
export function inTraceOf<T>(item: object, work: () => T): T {
  const trace = traces.get(item);
  return trace === undefined ? work() : context.with(trace, work);
}

/** The trace of an item, or the running one, as a W3C `traceparent` to store; null outside of any. */
export function traceparentOf(item?: object): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject((item && traces.get(item)) ?? context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** The context that a `traceparent` names; the running one when it is not one. */
export function contextOf(traceparent: unknown): Context {
  const running = context.active();
  return typeof traceparent === 'string' ? propagation.extract(running, { traceparent }) : running;
}
