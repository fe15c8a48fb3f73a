import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { plants } from './plants.ts';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

const compiled = globSync('{libs,services}/*/dist/**/*.js', { cwd: REPOSITORY }).map((file) => `/${file}`);
const edits = plants.flatMap((plant) => plant.edits.map((edit) => ({ plant: plant.name, ...edit })));

it.each(edits)('$plant finds its place in $file', ({ file, from }) => {
  const found = compiled.filter((name) => name.endsWith(`/${file}`));
  expect(found.length).toBeGreaterThan(0);
  for (const name of found) expect(readFileSync(path.join(REPOSITORY, name), 'utf8')).toContain(from);
});
