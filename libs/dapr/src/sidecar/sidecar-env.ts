import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDomainError } from '@parley/kernel';
import type { SidecarOptions } from './sidecar-options.js';

/** A variable that says how to reach the sidecar is missing or wrong; the message names it. */
export class SidecarEnvError extends Error {}

/**
 * Reads the sidecar's address and tokens from the environment: `DAPR_HTTP_PORT`, `DAPR_APP_PORT`, and the files that
 * `DAPR_API_TOKEN_FILE` and `APP_API_TOKEN_FILE` name. A file beside one of them, with `.accepted` behind its name,
 * holds a token that is as good as its own.
 * @throws SidecarEnvError
 */
export function sidecarOptionsFromEnv(appId: string, env: NodeJS.ProcessEnv = process.env): SidecarOptions {
  return {
    appId,
    sidecarUrl: `http://127.0.0.1:${port(env, 'DAPR_HTTP_PORT')}`,
    appPort: port(env, 'DAPR_APP_PORT'),
    apiToken: token(env, 'DAPR_API_TOKEN_FILE'),
    acceptedApiToken: token(env, 'DAPR_API_TOKEN_FILE', '.accepted'),
    appToken: token(env, 'APP_API_TOKEN_FILE'),
    acceptedAppToken: token(env, 'APP_API_TOKEN_FILE', '.accepted'),
  };
}

/**
 * Repeats a call while the sidecar is still starting.
 * @throws the last error after `timeoutMs`
 */
export async function untilAvailable<T>(call: () => Promise<T>, timeoutMs = 60_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > deadline || !isDomainError(error)) throw error;
      await sleep(100);
    }
  }
}

function port(env: NodeJS.ProcessEnv, name: string): number {
  const value = Number(env[name]);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) {
    throw new SidecarEnvError(`${name} must be a port, not "${env[name] ?? ''}".`);
  }
  return value;
}

function token(env: NodeJS.ProcessEnv, name: string): string;
function token(env: NodeJS.ProcessEnv, name: string, optionalEnd: string): string | undefined;
function token(env: NodeJS.ProcessEnv, name: string, optionalEnd?: string): string | undefined {
  if (!env[name]) throw new SidecarEnvError(`${name} must name the file that holds the token.`);
  const file = `${env[name]}${optionalEnd ?? ''}`;
  if (optionalEnd !== undefined && !existsSync(file)) return undefined;
  const value = content(name, file);
  if (value.length < 16) {
    throw new SidecarEnvError(`${name}: the token in ${file} is shorter than 16 characters.`);
  }
  return value;
}

function content(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SidecarEnvError(`${name}: the token in ${file} cannot be read (${reason}).`, { cause: error });
  }
}
