import { spawnSync } from 'node:child_process';
import { goTool, REPOSITORY, StackError, timedReport } from '@parley/stack';

/** Reads the deployment files with the parsers of those who will. @returns the exit code of the process */
export async function lint(): Promise<number> {
  const report = timedReport((line) => {
    console.log(line);
  });
  try {
    const program = await goTool('deployment-lint', report);
    const files = ['docker-compose.dev.yml', '.github/workflows'];
    return spawnSync(program, files, { cwd: REPOSITORY, stdio: 'inherit' }).status ?? 1;
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    console.error(error.message);
    return 1;
  }
}
