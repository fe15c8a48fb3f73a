import path from 'node:path';
import { StackError } from '../errors.ts';
import { DEFAULT_DIR, REPOSITORY } from '../paths.ts';
import { DEFAULT_BASE } from '../ports.ts';
import { up } from './up.ts';

/** Starts what services run on, and keeps it. @throws StackError when its data is not where dapr.yaml looks for it */
export function infrastructure(options: { readonly build: boolean }): Promise<number> {
  if (DEFAULT_DIR !== path.join(REPOSITORY, '.parley'))
    throw new StackError('dapr.yaml looks for tokens in .parley.', 'Unset PARLEY_DIR.');
  return up({ ...options, port: String(DEFAULT_BASE), daprRun: true });
}
