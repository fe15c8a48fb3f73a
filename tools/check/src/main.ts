import { runStage, type StageResult } from './run-stage.ts';
import { failedTests } from './tally.ts';
import { stages, type Stage } from './stages.ts';

const USAGE = `npm test [-- [--live] [stage...]]

Runs everything, from cheap to dear, and ends with a line "N passed, N failed".
  --live  show the output of every stage, not only of those that fail
Stages:
${stages.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}`;

/** Runs the stages that are named, or all. @returns the exit code of the process */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(', ')}.\n\n${USAGE}`);
    return 2;
  }
  const chosen = names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
  const results = await runAll(chosen, args.includes('--live'));
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  for (const { stage, output } of results.filter((result) => result.failed > 0)) {
    const names = failedTests(output);
    console.log(`\n${stage.name} failed${names.length > 0 ? ':' : ', see above.'}`);
    for (const name of names) console.log(`  ${name}`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function runAll(chosen: readonly Stage[], live: boolean): Promise<StageResult[]> {
  const results: StageResult[] = [];
  const begun = new Map(chosen.filter(({ early }) => early).map((stage) => [stage, runStage(stage, live)]));
  for (const stage of chosen) {
    console.log(`${stage.name.padEnd(12)} ${stage.about} …`);
    const result = await (begun.get(stage) ?? runStage(stage, live));
    results.push(result);
    if (result.failed > 0 && !live) console.log(result.output);
    const verdict = result.failed > 0 ? 'FAILED' : 'ok';
    console.log(
      `${stage.name.padEnd(12)} ${verdict}: ${result.passed} passed, ${result.failed} failed in ${result.seconds.toFixed(1)} s`,
    );
    // Nothing after it can work.
    if (stage.name === 'build' && result.failed > 0) break;
  }
  return results;
}
