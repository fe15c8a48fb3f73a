import { runStage } from './run-stage.ts';
import type { Stage } from './stages.ts';

/** Every broker and every state store at least once; each pair would only repeat what one of them shows. */
const CHOICES = [
  { broker: 'kafka', state: 'postgresql' },
  { broker: 'rabbitmq', state: 'postgresql' },
  { broker: 'redis', state: 'redis' },
] as const;

function stageOf({ broker, state }: (typeof CHOICES)[number]): Stage {
  return {
    name: `${broker} + ${state}`,
    about: 'the flows of e2e',
    command: ['npm', 'run', 'flows', '-w', 'e2e'],
    counts: 'tests',
    env: { E2E_BROKER: broker, E2E_STATE: state },
  };
}

/** Runs the same flows on everything they can run on, installing servers where it may. @returns the exit code */
async function main(): Promise<number> {
  const rows: string[] = [];
  let failures = 0;
  for (const choice of CHOICES) {
    const stage = stageOf(choice);
    console.log(`\n── ${stage.name}: ${stage.about}`);
    const { passed, failed, seconds } = await runStage(stage, true);
    failures += failed;
    rows.push(
      `${stage.name.padEnd(24)}${String(passed).padStart(6)}${String(failed).padStart(8)}${`${Math.round(seconds)} s`.padStart(9)}`,
    );
  }
  console.log(`\n${'broker + state store'.padEnd(24)}passed  failed     time\n${rows.join('\n')}`);
  return failures === 0 ? 0 : 1;
}

process.exitCode = await main();
