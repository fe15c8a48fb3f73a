import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RefusedError } from './errors.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The token for `url`: from the environment, or that of the stack on this machine. The latter is told to nobody else.
 * @throws RefusedError when there is none
 */
export function operatorToken(url: URL, env: Readonly<NodeJS.ProcessEnv>): string {
  const given = env['PARLEY_OPERATOR_TOKEN']?.trim();
  if (given !== undefined && given !== '') return given;
  if (!LOCAL.has(url.hostname)) throw new RefusedError('Set PARLEY_OPERATOR_TOKEN to the operator token.');
  const file = path.join(env['PARLEY_DIR'] ?? path.join(REPOSITORY, '.parley'), 'secrets.json');
  const secrets = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>)
    : {};
  const token = secrets['audit-operator']?.['secret'];
  if (token === undefined) {
    throw new RefusedError(`Set PARLEY_OPERATOR_TOKEN; ${file} has no operator token.`);
  }
  return token;
}
