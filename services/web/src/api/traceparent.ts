/**
 * Begins a trace (W3C Trace Context, https://www.w3.org/TR/trace-context/#traceparent-header), so that what a person
 * did can be found in every service. Whether it is kept is theirs to decide.
 */
export function newTraceparent(): string {
  return `00-${hex(16)}-${hex(8)}-01`;
}

/** Random bytes; never all zero, which would be no id. */
function hex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  random[0] = (random[0] ?? 0) | 1;
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
