import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes the Dapr Configuration of one app: it may read these secrets through its sidecar and no other. Dapr scopes
 * secrets per Configuration, so every app needs its own, on top of the shared ones.
 * @returns the file
 */
export function writeAppConfiguration(
  runDir: string,
  appId: string,
  allowedSecrets: readonly string[],
): string {
  const folder = path.join(runDir, 'configuration');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${appId}.yaml`);
  writeFileSync(file, `${JSON.stringify(appConfiguration(appId, allowedSecrets), null, 2)}\n`); // JSON is YAML
  return file;
}

/** The Configuration itself. */
export function appConfiguration(appId: string, allowedSecrets: readonly string[]): object {
  return {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Configuration',
    metadata: { name: appId },
    spec: { secrets: { scopes: [{ storeName: 'parley-secrets', defaultAccess: 'deny', allowedSecrets }] } },
  };
}
