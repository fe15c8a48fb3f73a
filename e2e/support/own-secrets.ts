import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownStack, replicas } from './own-stack.ts';

/** Which way a token is shown: `dapr` by a service to its sidecar, `app` by the sidecar to its service. */
export type TokenKind = 'dapr' | 'app';

export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What the secret store of this run's stack was last told. */
export function secretOf(name: string, key: string): string {
  const file = path.join(ownStack().dir, 'secrets.json');
  const secrets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  return secrets[name]?.[key] ?? '';
}

/** Tells the secret store something else. Sidecars hear of it when they start, services when they start after that. */
export function setSecret(name: string, values: Readonly<Record<string, string>>): void {
  const { secrets } = ownStack().infrastructure;
  for (const [key, value] of Object.entries(values)) secrets.set(name, key, value);
  secrets.save();
}

/** The token that a service of this run's stack reads when it starts. */
export function tokenOf(service: string, kind: TokenKind): string {
  return readFileSync(tokenFile(service, kind), 'utf8');
}

/** Gives a service another token, and one that it takes as well. It reads them when it starts. */
export function setToken(service: string, kind: TokenKind, token: string, accepted?: string): void {
  const file = tokenFile(service, kind);
  writeFileSync(file, token);
  if (accepted === undefined) rmSync(`${file}.accepted`, { force: true });
  else writeFileSync(`${file}.accepted`, accepted);
}

/**
 * Stops and starts every sidecar, all at once, and waits until their APIs answer.
 * @param tokens of a service's sidecars; those that they began with when absent
 */
export async function restartSidecars(
  tokens?: (service: string) => Readonly<Record<TokenKind, string>>,
): Promise<void> {
  await Promise.all(
    replicas().map(({ service: { name }, index }) => {
      const given = tokens?.(name);
      const env = given === undefined ? {} : { DAPR_API_TOKEN: given.dapr, APP_API_TOKEN: given.app };
      return ownStack().restart(name, index, 'daprd', env);
    }),
  );
}

function tokenFile(service: string, kind: TokenKind): string {
  return path.join(ownStack().dir, 'tokens', `${service}.${kind}`);
}
