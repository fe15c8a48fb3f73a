import { fileURLToPath } from 'node:url';
import { outcomeOf } from '../cluster/program.ts';
import type { Bench } from '../step.ts';

const E2E = fileURLToPath(new URL('../../', import.meta.url));

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs the flows against a running Parley. Those that need the inside of a stack on this machine are named and left out. */
export async function flows(
  url: string,
  files: readonly string[],
  { check, count, say }: Bench,
): Promise<void> {
  const jest = fileURLToPath(import.meta.resolve('jest/bin/jest'));
  const { stdout, stderr } = await outcomeOf(
    process.execPath,
    ['--experimental-vm-modules', jest, '--json', ...files],
    { cwd: E2E, env: { E2E_URL: url, FORCE_COLOR: '0' }, timeoutMs: 900_000 },
  );
  const line = stdout.split('\n').findLast((text) => text.startsWith('{'));
  if (line === undefined) {
    check('the flows ran', false, stderr.trim().slice(-1_000));
    return;
  }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(line) as JestResult;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const { fullName, failureMessages } of tests.filter(({ status }) => status === 'failed'))
    say(`FAIL ${fullName}: ${(failureMessages[0] ?? '').split('\n').slice(0, 8).join('\n           ')}`);
  for (const { name, message, assertionResults } of testResults)
    if (assertionResults.length === 0) check(`${name} loads`, false, message.slice(0, 500));
  const left = tests.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName);
  say(`${numPassedTests} flows passed, ${numFailedTests} failed`);
  for (const name of left)
    say(`left out, because it needs the processes and files of a local stack: ${name}`);
  count(numPassedTests, numFailedTests);
}
