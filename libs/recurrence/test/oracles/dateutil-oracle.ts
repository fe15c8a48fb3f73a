import { pythonWith } from '@parley/testing/system-packages';
import { execFileSync } from 'node:child_process';
import path from 'node:path';

import type { Expansion, OracleCase } from './oracle-case.ts';

const PROGRAM = path.join(import.meta.dirname, 'dateutil_oracle.py');

/**
 * Occurrences by python-dateutil with their instants; null where it took too long.
 * @throws Error saying what to install when there is no Python with it and none can be installed
 */
export function expandWithDateutil(cases: readonly OracleCase[]): readonly (Expansion | null)[] {
  const { program, env } = pythonWith('dateutil', {
    debian: 'python3-dateutil',
    pypi: 'python-dateutil==2.9.0.post0',
  });
  const lines = execFileSync(program, [PROGRAM], {
    input: cases.map((one) => JSON.stringify(one)).join('\n'),
    env: { ...process.env, ...env, PYTHONWARNINGS: 'ignore' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Expansion | null);
}
