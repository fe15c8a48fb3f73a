import { timedReport } from '@parley/stack';
import { availableParallelism } from 'node:os';
import { checks, type Case, type Check, type Surroundings } from './checks.ts';
import { programs } from './programs.ts';
import { updateAll } from './update.ts';

const USAGE = `npm run chart [-- [--update] [check...]]

Checks charts/parley and ends with a line "N passed, N failed".
  --update          write what is derived: golden renders, copies of the components, the table of values
  --update-schemas  derive the schemas of Kubernetes' and others' kinds from their Go modules
Checks:
${checks.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}
With KUBECONFIG set, "dry-run" asks that cluster's API server.`;

/** Runs the checks that are named, or all. @returns the exit code of the process */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(`There is no check ${unknown.join(', ')}.\n\n${USAGE}`);
    return 2;
  }
  const report = timedReport(console.log);
  const surroundings = { programs: await programs(report), report };
  if (args.includes('--update-schemas')) await (await import('./schemas/derive.ts')).deriveSchemas(report);
  if (args.includes('--update')) await updateAll(surroundings);
  let failed = 0;
  let passed = 0;
  for (const check of checks.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const results = await resultsOf(check, surroundings);
    passed += results.filter(Boolean).length;
    failed += results.filter((held) => !held).length;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @returns whether each case held; as many run at a time as there are cores */
async function resultsOf(check: Check, surroundings: Surroundings): Promise<boolean[]> {
  const waiting = [...check.cases()];
  const results: boolean[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results.push(await holds(check, next, surroundings));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

async function holds(check: Check, { name, run }: Case, surroundings: Surroundings): Promise<boolean> {
  try {
    const remark = await run(surroundings);
    surroundings.report(`${check.name}: ${name}${remark === undefined ? '' : ` (${remark})`}`);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    surroundings.report(`${check.name}: ${name} FAILED\n${reason.replace(/^/gm, '    ')}`);
    return false;
  }
}
