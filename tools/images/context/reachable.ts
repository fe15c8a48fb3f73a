import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/**
 * The packages that a service reaches by production dependencies, where Node finds them. npm would also keep those of
 * the libraries' tests, since every workspace is a production dependency of the repository, and optional peers.
 * @param root folder of the repository
 * @param workspace folder of the service, e.g. `services/audit`
 * @returns places below `root`; those of libraries are links
 */
export function reachable(root: string, workspace: string): string[] {
  const top = realpathSync(root);
  const reached = new Set<string>();
  const folders = [path.join(top, workspace)];
  for (const folder of folders) {
    for (const name of neededBy(folder)) {
      const found = resolve(name, folder, top);
      if (found === undefined || reached.has(found)) continue;
      reached.add(found);
      folders.push(realpathSync(found));
    }
  }
  return [...reached].map((found) => path.relative(top, found)).sort();
}

function neededBy(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** Where Node finds a package from a folder; undefined for an optional one that is not there. */
function resolve(name: string, folder: string, top: string): string | undefined {
  const location = path.join(folder, 'node_modules', name);
  if (existsSync(location)) return location;
  return folder === top ? undefined : resolve(name, path.dirname(folder), top);
}
