import { spawn } from 'node:child_process';
import type { Stage } from './stages.ts';
import { tallyOf, type Tally } from './tally.ts';

/** What became of a stage. */
export interface StageResult extends Tally {
  readonly stage: Stage;
  readonly seconds: number;
  readonly output: string;
}

/**
 * Runs a stage to its end.
 * @param live whether its output is shown while it runs
 */
export async function runStage(stage: Stage, live: boolean): Promise<StageResult> {
  const start = performance.now();
  const { code, output } = await run(stage, live);
  const seconds = (performance.now() - start) / 1000;
  if (stage.counts === 'check') {
    return { stage, seconds, output, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  }
  const tally = tallyOf(output);
  // A crash, or a suite that did not even load, reports no failed test of its own.
  const failed = code !== 0 && tally.failed === 0 ? 1 : tally.failed;
  return { stage, seconds, output, passed: tally.passed, failed };
}

function run(stage: Stage, live: boolean): Promise<{ code: number; output: string }> {
  const [program, ...args] = stage.command;
  if (program === undefined) throw new Error(`Stage ${stage.name} has no command.`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, CI: 'true', NX_TUI: 'false', NX_DAEMON: 'false', ...stage.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (live) process.stdout.write(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
