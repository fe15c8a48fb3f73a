import { cpSync, lstatSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { checkNative, layOutRuntime } from './lay-out-runtime.ts';
import { isLoaded } from './loaded.ts';
import { reachable } from './reachable.ts';
import { sameAge } from './same-age.ts';

/** What a folder of the repository has for those who build it. */
const FOR_BUILDERS = /^(src|test|node_modules|tsconfig.*\.json|jest\.config\.mjs)$/;

/**
 * Lays out the app of a service's image as two folders, one per layer, below `out`: `modules` (what was installed) and
 * `service` (what was built: the service and the libraries it depends on).
 * @param root a checkout with all packages, in which the service was built
 */
export function layOutService(name: string, root: string, out: string): void {
  const workspace = path.join('services', name);
  const modules = path.join(out, 'modules/app');
  const app = path.join(out, 'service/app');
  for (const place of reachable(root, workspace)) {
    const from = path.join(root, place);
    if (lstatSync(from).isSymbolicLink()) {
      copyBuilt(root, path.relative(realpathSync(root), realpathSync(from)), app);
      copy(from, path.join(modules, place));
    } else {
      copy(from, path.join(modules, place), path.join(from, 'node_modules'));
    }
  }
  copyBuilt(root, workspace, app);
  copy(path.join(root, 'LICENSE'), path.join(app, 'LICENSE'));
  for (const layer of ['modules', 'service']) sameAge(path.join(out, layer));
}

function copyBuilt(root: string, folder: string, app: string): void {
  for (const entry of readdirSync(path.join(root, folder))) {
    if (!FOR_BUILDERS.test(entry)) copy(path.join(root, folder, entry), path.join(app, folder, entry));
  }
}

/** @param except a folder that is copied for itself, if at all */
function copy(from: string, to: string, except?: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  const filter = (file: string) => file !== except && isLoaded(file);
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter });
}

if (import.meta.main) {
  const [name] = process.argv.slice(2);
  if (name === undefined) throw new Error('Usage: lay-out-service.ts <service>');
  layOutRuntime('/out/runtime');
  layOutService(name, process.cwd(), '/out');
  checkNative('/out/modules', '/out/runtime');
}
