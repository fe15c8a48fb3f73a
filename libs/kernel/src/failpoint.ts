/** Where a process shall die, as `PARLEY_FAILPOINTS` says: `name` or `name:2` for the second time it gets there. */
const wanted = new Map(
  (process.env['PARLEY_FAILPOINTS'] ?? '')
    .split(',')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [name = '', nth = '1'] = entry.split(':');
      return [name, Number(nth)] as const;
    }),
);

/**
 * A place at which a fault test may kill this process as a crash would: at once, with nothing flushed. Without
 * `PARLEY_FAILPOINTS` it does nothing.
 */
export function failpoint(name: string): void {
  if (wanted.size === 0) return;
  const left = wanted.get(name);
  if (left === undefined) return;
  wanted.set(name, left - 1);
  if (left === 1) process.kill(process.pid, 'SIGKILL');
}
