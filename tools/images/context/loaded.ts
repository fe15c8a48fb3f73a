import path from 'node:path';

/** Read by compilers, debuggers and people. Licences stay. */
const FOR_PEOPLE = /\.(d\.[cm]?ts|map|md|markdown|tsbuildinfo)$/i;
const LICENCE = /licen[cs]e|notice|copying/i;

/** Prisma brings a compiler of queries per database, in two sizes and two module systems; ours is one of the twenty. */
const PRISMA_RUNTIME = path.join('@prisma', 'client', 'runtime');
const OTHER_DATABASES = /^query_compiler_(?!fast_bg\.postgresql\..*mjs$)|^wasm-compiler-edge|^index-browser/;

/** Whether a process may load this file of a package. */
export function isLoaded(file: string): boolean {
  const name = path.basename(file);
  if (FOR_PEOPLE.test(name)) return LICENCE.test(name);
  return !(path.dirname(file).endsWith(PRISMA_RUNTIME) && OTHER_DATABASES.test(name));
}
