import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { layOutRuntime } from './lay-out-runtime.ts';
import { sameAge } from './same-age.ts';

/** What a folder of the repository has for those who build it. */
const FOR_BUILDERS = /^(src|test|node_modules|tsconfig.*\.json|jest\.config\.mjs|prisma\.config\.ts)$/;
const NOT_LOADED = /\.(d\.ts|map|tsbuildinfo)$/;

/**
 * Lays out the root of a service's image as three folders, one per layer, below `out`: `runtime` (Node), `modules` (what
 * was installed), `service` (what was built: the service and the libraries it depends on).
 * @param built a checkout with the built service and libraries
 * @param installed a checkout with the production dependencies of the service
 */
export function layOutService(name: string, built: string, installed: string, out: string): void {
  layOutRuntime(path.join(out, 'runtime'));
  const libraries = readdirSync(path.join(installed, 'node_modules/@parley'))
    .filter((library) => existsSync(path.join(built, 'libs', library)))
    .map((library) => path.join('libs', library));
  const app = path.join(out, 'service/app');
  const modules = path.join(out, 'modules/app');
  for (const folder of [path.join('services', name), ...libraries]) {
    copyBuilt(path.join(built, folder), path.join(app, folder));
    copy(path.join(installed, folder, 'node_modules'), path.join(modules, folder, 'node_modules'));
  }
  copy(path.join(installed, 'node_modules'), path.join(modules, 'node_modules'));
  copy(path.join(built, 'LICENSE'), path.join(app, 'LICENSE'));
  removeDanglingLinks(path.join(modules, 'node_modules/@parley'), libraries);
  for (const layer of ['runtime', 'modules', 'service']) sameAge(path.join(out, layer));
}

function copyBuilt(from: string, to: string): void {
  for (const entry of readdirSync(from)) {
    if (!FOR_BUILDERS.test(entry)) copy(path.join(from, entry), path.join(to, entry));
  }
}

function copy(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: (file) => !NOT_LOADED.test(file) });
}

/** npm links every workspace that a lock file names; only what a service depends on is here. */
function removeDanglingLinks(scope: string, libraries: readonly string[]): void {
  for (const link of readdirSync(scope)) {
    if (!libraries.includes(path.join('libs', link))) rmSync(path.join(scope, link));
  }
}

if (import.meta.main) {
  const [name] = process.argv.slice(2);
  if (name === undefined) throw new Error('Usage: lay-out-service.ts <service>');
  layOutService(name, '/build', '/installed', '/out');
  chmodSync('/out/runtime/tmp', 0o1777);
}
