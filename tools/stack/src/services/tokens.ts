import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The two tokens of an app, and the files in which the app finds them. */
export interface Tokens {
  /** The app shows it to its sidecar. */
  readonly dapr: string;
  /** The sidecar shows it to the app. */
  readonly app: string;
  readonly daprFile: string;
  readonly appFile: string;
}

/** Reads the tokens of an app from `<dir>/tokens`, making them when they are not there. */
export function tokensOf(dir: string, appId: string): Tokens {
  const folder = path.join(dir, 'tokens');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const daprFile = path.join(folder, `${appId}.dapr`);
  const appFile = path.join(folder, `${appId}.app`);
  return { dapr: readOrMake(daprFile), app: readOrMake(appFile), daprFile, appFile };
}

function readOrMake(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
