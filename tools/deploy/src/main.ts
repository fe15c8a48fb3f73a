import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '@parley/stack';
import { generated } from './generated.ts';
import { lint } from './lint.ts';

const USAGE = `npm run deployment [-- lint]

Makes docker-compose.dev.yml with what it mounts, and dapr.yaml, from services/*/service.json and the local stack.
  lint  read docker-compose.dev.yml with Compose's own parser, and .github/workflows with actionlint`;

/** Writes every file, or reads them. @returns the exit code of the process */
export async function main([command, ...rest]: readonly string[]): Promise<number> {
  if (command === 'lint' && rest.length === 0) return lint();
  if (command !== undefined) {
    console.log(USAGE);
    return command === '--help' ? 0 : 2;
  }
  for (const [file, content] of generated()) {
    const target = path.join(REPOSITORY, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
    console.log(file);
  }
  return 0;
}
