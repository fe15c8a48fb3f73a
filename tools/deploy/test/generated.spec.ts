import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '@parley/stack';
import { generated } from '../src/generated.ts';

const files = generated();
const inRepository = (file: string) => path.join(REPOSITORY, file);

it.each([...files.keys()])(
  '%s is as services and the local stack say; else run "npm run deployment"',
  (file) => {
    expect(existsSync(inRepository(file)) ? readFileSync(inRepository(file), 'utf8') : '').toBe(
      files.get(file),
    );
  },
);

it.each(['configuration', 'nginx'])('keeps nothing in compose/%s that is no longer made', (folder) => {
  const there = readdirSync(inRepository(`tools/deploy/compose/${folder}`));
  expect(
    there.map((name) => `tools/deploy/compose/${folder}/${name}`).filter((file) => !files.has(file)),
  ).toEqual([]);
});
