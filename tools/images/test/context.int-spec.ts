import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  readlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { problemsOfContext } from '../context/check-context.ts';
import { keepManifests } from '../context/keep-manifests.ts';
import { layOutService } from '../context/lay-out-service.ts';
import { isLoaded } from '../context/loaded.ts';

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

/** Every file, those behind links too. */
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

it.each([
  ['@node-rs/argon2-linux-x64-gnu/argon2.node', true],
  ['@prisma/client/runtime/client.mjs', true],
  ['@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs', true],
  ['@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs', true],
  ['@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.js', false],
  ['@prisma/client/runtime/query_compiler_fast_bg.mysql.wasm-base64.mjs', false],
  ['@prisma/client/runtime/query_compiler_small_bg.postgresql.wasm-base64.mjs', false],
  ['map/map.js', true],
  ['pg/LICENSE.md', true],
  ['pg/README.md', false],
  ['pg/lib/index.d.ts', false],
  ['pg/lib/index.js', true],
  ['pg/lib/index.js.map', false],
])('knows whether a process may load %s: %s', (file, loaded) => {
  expect(isLoaded(path.join('/app/node_modules', file))).toBe(loaded);
});

it('lays out what a service reaches by production dependencies, as Node would find it, and nothing else', () => {
  const manifests: Readonly<Record<string, object>> = {
    'services/audit': {
      dependencies: { '@parley/dapr': '1', prisma: '1' },
      devDependencies: { '@parley/stack': '1' },
    },
    'libs/dapr': { dependencies: { undici: '1' }, devDependencies: { jest: '1' } },
    'libs/dapr/node_modules/undici': { dependencies: { pg: '1' } },
    'libs/stack': { dependencies: { postgres: '1' } },
    'node_modules/prisma': {
      optionalDependencies: { absent: '1', native: '1' },
      peerDependencies: { needed: '1', typescript: '1' },
      peerDependenciesMeta: { typescript: { optional: true } },
    },
    'node_modules/undici': {},
    'node_modules/pg': {},
    'node_modules/native': {},
    'node_modules/needed': {},
    'node_modules/typescript': {},
    'node_modules/postgres': {},
    'node_modules/jest': {},
    'node_modules/node': {},
  };
  for (const [place, manifest] of Object.entries(manifests)) {
    given(path.join(place, 'package.json'));
    writeFileSync(path.join(folder, place, 'package.json'), JSON.stringify(manifest));
  }
  given(
    'LICENSE',
    'services/audit/dist/main.js',
    'services/audit/src/main.ts',
    'services/audit/service.json',
  );
  given('libs/dapr/dist/index.js', 'libs/dapr/dist/index.d.ts', 'libs/dapr/tsconfig.json');
  given('node_modules/.bin/prisma', 'node_modules/.package-lock.json');
  mkdirSync(path.join(folder, 'node_modules/@parley'));
  for (const name of ['dapr', 'stack']) {
    symlinkSync(path.join('../../libs', name), path.join(folder, 'node_modules/@parley', name));
  }
  layOutService('audit', folder, path.join(folder, 'out'));
  expect(files().filter((file) => file.startsWith('out') && !file.includes('@parley'))).toEqual([
    'out/modules/app/libs/dapr/node_modules/undici/package.json',
    'out/modules/app/node_modules/native/package.json',
    'out/modules/app/node_modules/needed/package.json',
    'out/modules/app/node_modules/pg/package.json',
    'out/modules/app/node_modules/prisma/package.json',
    'out/service/app/LICENSE',
    'out/service/app/libs/dapr/dist/index.js',
    'out/service/app/libs/dapr/package.json',
    'out/service/app/services/audit/dist/main.js',
    'out/service/app/services/audit/package.json',
    'out/service/app/services/audit/service.json',
  ]);
  expect(readlinkSync(path.join(folder, 'out/modules/app/node_modules/@parley/dapr'))).toBe(
    '../../libs/dapr',
  );
  expect(statSync(path.join(folder, 'out/service/app')).mtimeMs).toBe(0);
});
