export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

// Colour codes; nx replays cached output with them.
// eslint-disable-next-line no-control-regex
const COLOUR = /\u001b\[[0-9;]*m/g;

/** The names of failed tests, as Jest (`● group › name`) and our own tools (`check: name FAILED`) print them. */
export function failedTests(output: string): string[] {
  const names = output
    .replace(COLOUR, '')
    .split('\n')
    .map((line) => /● (.+ › .+)$/.exec(line)?.[1] ?? /^(?:\[[^\]]*\] )?(.+) FAILED$/.exec(line)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}

/** Adds up Jest's summary lines, e.g. `Tests: 1 failed, 2 skipped, 10 passed, 13 total`, and our own, `2 passed, 0 failed`. */
export function tallyOf(output: string): Tally {
  let passed = 0;
  let failed = 0;
  for (const line of output.replace(COLOUR, '').split('\n')) {
    const summary =
      /(?:^|\s)Tests:\s+(.*\btotal)\b/.exec(line)?.[1] ?? /^\d+ passed, \d+ failed$/.exec(line)?.[0];
    if (summary === undefined) continue;
    passed += Number(/(\d+) passed/.exec(summary)?.[1] ?? 0);
    failed += Number(/(\d+) failed/.exec(summary)?.[1] ?? 0);
  }
  return { passed, failed };
}
