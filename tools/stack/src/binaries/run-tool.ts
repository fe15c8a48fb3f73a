import { StackError } from '../errors.ts';
import { run } from '../process/run.ts';
import type { Report } from '../report.ts';

/** Runs a build tool to its end, saying every ten seconds that it still works. @throws StackError with its output */
export async function runTool(
  what: string,
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; report: Report; hint: string },
): Promise<void> {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const ticker = setInterval(() => {
    options.report(`${what}, ${seconds()}`);
  }, 10_000);
  try {
    const { code, output } = await run(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
    });
    if (code !== 0) throw new StackError(`${what} failed:\n${telling(output)}`, options.hint);
    options.report(`${what}: done in ${seconds()}`);
  } finally {
    clearInterval(ticker);
  }
}

/** The lines that name errors, or the last ones when none does. */
function telling(output: string): string {
  const lines = output.trimEnd().split('\n');
  const errors = lines.filter((line) => /\berror\b|✖|cannot |not found/i.test(line));
  return (errors.length > 0 ? errors.slice(0, 20) : lines.slice(-25)).join('\n');
}
