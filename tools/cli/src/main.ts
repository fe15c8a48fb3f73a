import { createInterface } from 'node:readline/promises';
import { HELP, parseCommandLine } from './command-line.ts';
import { dlq, type Terminal } from './dlq.ts';
import { RefusedError, UsageError } from './errors.ts';
import { OperatorApi } from './operator-api.ts';
import { operatorToken } from './operator-token.ts';
import { printable } from './text.ts';

const DEFAULT_URL = 'http://localhost:7400';

/** Runs one command. @returns the exit code: 0 done, 1 refused or failed, 2 the command line is wrong */
export async function main(
  args: readonly string[],
  env: Readonly<NodeJS.ProcessEnv> = process.env,
  terminal: Terminal = ownTerminal(),
): Promise<number> {
  try {
    const line = parseCommandLine(args);
    if (!line) {
      terminal.data(HELP);
      return 0;
    }
    const url = urlOf(line.url ?? env['PARLEY_URL'] ?? DEFAULT_URL);
    await dlq(line, new OperatorApi(url, operatorToken(url, env)), terminal);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.progress(`${error.message} "parley --help" says more.`);
      return 2;
    }
    const known = error instanceof RefusedError;
    terminal.progress(known ? printable(error.message) : String(error));
    return 1;
  }
}

function urlOf(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(`"${text}" is no http address.`);
  return url;
}

function ownTerminal(): Terminal {
  // Output that nobody reads any more (`| head`) is no reason to end in disorder.
  process.stdout.on('error', () => undefined);
  return {
    data: (text) => {
      console.log(text);
    },
    progress: (text) => {
      console.error(text);
    },
    async confirm(question) {
      if (!process.stdin.isTTY) return undefined;
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
      } finally {
        lines.close();
      }
    },
  };
}
