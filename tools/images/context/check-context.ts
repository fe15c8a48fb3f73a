import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What must never reach a builder: what machines made, what only people or tests read, what is secret. */
const FORBIDDEN =
  /^(\.git|\.parley|\.nx|node_modules|dist|generated|coverage|test|test-results|\.env.*|secrets?\.(json|ya?ml)|.*\.(spec\.ts|log|pem|key|p12|kubeconfig)|id_(rsa|ed25519|ecdsa))$/;
/** The sources are 2 MB. */
const LIMIT_BYTES = 10_000_000;

/**
 * Looks at what a builder was sent, which `.dockerignore` decides.
 * @returns a line per thing that should have stayed behind
 */
export function problemsOfContext(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const forbidden = entries
    .filter((entry) => FORBIDDEN.test(entry.name))
    .map((entry) => `${path.relative(folder, path.join(entry.parentPath, entry.name))} must not be sent.`);
  const bytes = entries
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
  const size = `${(bytes / 1e6).toFixed(1)} MB are sent, more than ${LIMIT_BYTES / 1e6}.`;
  return bytes > LIMIT_BYTES ? [...forbidden, size] : forbidden;
}

if (import.meta.main) {
  const problems = problemsOfContext(process.cwd());
  for (const problem of problems) console.error(`.dockerignore: ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
