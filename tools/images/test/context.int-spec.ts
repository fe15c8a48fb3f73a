import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { problemsOfContext } from '../context/check-context.ts';
import { keepManifests } from '../context/keep-manifests.ts';
import { pruneModules } from '../context/prune-modules.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-context-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function given(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), 'content');
  }
}

const files = () =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

describe('the check of what a builder was sent', () => {
  it('finds nothing wrong with sources', () => {
    given('package.json', 'libs/dapr/src/secrets/secrets.ts', 'services/audit/prisma/schema.prisma');
    expect(problemsOfContext(folder)).toEqual([]);
  });

  it.each([
    '.git/config',
    'libs/dapr/node_modules/x/index.js',
    'services/web/dist/index.html',
    '.parley/secrets.json',
    '.env.local',
    'services/audit/test/a.ts',
    'libs/dapr/src/a.spec.ts',
    'tls.key',
  ])('refuses %s', (file) => {
    given('package.json', file);
    expect(problemsOfContext(folder)).not.toEqual([]);
  });
});

it('leaves only the manifests, of one age', () => {
  given('package.json', '.npmrc', 'package-lock.json', 'libs/dapr/package.json', 'libs/dapr/src/index.ts');
  keepManifests(folder);
  expect(files()).toEqual(['.npmrc', 'libs/dapr/package.json', 'package-lock.json', 'package.json']);
  expect(existsSync(path.join(folder, 'libs/dapr/src'))).toBe(false);
  expect(statSync(path.join(folder, 'libs')).mtimeMs).toBe(0);
});

it('prunes what no service loads, and nothing else', () => {
  const kept = [
    '@node-rs/argon2-linux-x64-gnu/argon2.node',
    '@prisma/client/runtime/client.mjs',
    '@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs',
    '@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs',
    'map/map.js',
    'pg/LICENSE.md',
    'pg/lib/index.js',
    'pg/package.json',
  ];
  given(
    ...kept,
    '.bin/prisma',
    '.package-lock.json',
    '@prisma/client/runtime/query_compiler_fast_bg.mysql.wasm-base64.mjs',
    '@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.js',
    '@prisma/client/runtime/query_compiler_small_bg.postgresql.wasm-base64.mjs',
    '@prisma/engines/schema-engine',
    'node/bin/node',
    'pg/README.md',
    'pg/lib/index.d.ts',
    'pg/lib/index.js.map',
    'prisma/build/index.js',
    'typescript/lib/typescript.js',
  );
  expect(pruneModules(folder)).toBe(12 * 'content'.length);
  expect(files()).toEqual(kept);
});
