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
    if (code !== 0) throw new StackError(`${what} failed:\n${lastLines(output, 25)}`, options.hint);
    options.report(`${what}: done in ${seconds()}`);
  } finally {
    clearInterval(ticker);
  }
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
