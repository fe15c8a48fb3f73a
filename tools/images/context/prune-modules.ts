import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** Packages that only a build or a command line loads; npm installs them as peers of what a service needs. */
const TOOLS = ['node', 'prisma', 'typescript', '@prisma/dev', '@prisma/engines', '@prisma/studio-core'];

/** Read by compilers, debuggers and people. Licences stay. */
const NOT_LOADED = /\.(d\.[cm]?ts|map|md|markdown|tsbuildinfo)$/i;
const LICENCE = /licen[cs]e|notice|copying/i;

/** Prisma brings a compiler of queries per database, in two sizes and two module systems; ours is one of the twenty. */
const PRISMA_RUNTIME = path.join('@prisma', 'client', 'runtime');
const OTHER_DATABASES = /^query_compiler_(?!fast_bg\.postgresql\..*mjs$)|^wasm-compiler-edge|^index-browser/;

/** Removes what no process loads from a folder of production dependencies. @returns bytes removed */
export function pruneModules(modules: string): number {
  let bytes = 0;
  const remove = (file: string) => {
    bytes += sizeOf(file);
    rmSync(file, { recursive: true, force: true });
  };
  for (const name of ['.bin', '.package-lock.json', ...TOOLS]) remove(path.join(modules, name));
  for (const entry of readdirSync(modules, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const needless = NOT_LOADED.test(entry.name) && !LICENCE.test(entry.name);
    const foreign = entry.parentPath.endsWith(PRISMA_RUNTIME) && OTHER_DATABASES.test(entry.name);
    if (needless || foreign) remove(path.join(entry.parentPath, entry.name));
  }
  return bytes;
}

function sizeOf(file: string): number {
  if (!existsSync(file)) return 0;
  const status = statSync(file);
  if (!status.isDirectory()) return status.size;
  return readdirSync(file, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

if (import.meta.main) {
  const [folder = 'node_modules'] = process.argv.slice(2);
  console.log(`${(pruneModules(folder) / 1e6).toFixed(1)} MB of ${folder} are loaded by no service.`);
}
