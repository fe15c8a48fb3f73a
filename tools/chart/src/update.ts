import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '@parley/stack';
import type { Surroundings } from './checks.ts';
import { CHART, valueSets } from './paths.ts';
import { render, steady } from './render.ts';
import { readmeWithTable } from './values-table.ts';

/** A file of the chart that follows from something else. */
export interface DerivedFile {
  readonly file: string;
  readonly content: () => Promise<string>;
}

/** Folders of dapr-components that an environment chooses from; `local` is the local stack's. */
const COMPONENTS = ['base', 'kafka', 'rabbitmq', 'redis', 'postgresql', 'redis-state'];

/** Everything but the golden renders, for which see `golden`. */
export function derivedFiles(): DerivedFile[] {
  const copies = COMPONENTS.flatMap((folder) => {
    const source = path.join(REPOSITORY, 'dapr-components', folder);
    return readdirSync(source)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({
        file: path.join(CHART, 'files', 'dapr', folder, name),
        content: () => Promise.resolve(readFileSync(path.join(source, name), 'utf8')),
      }));
  });
  return [...copies, { file: path.join(CHART, 'README.md'), content: readmeWithTable }];
}

/** Writes what is derived. */
export async function updateAll({ programs, report }: Surroundings): Promise<void> {
  for (const { file, content } of derivedFiles()) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await content());
  }
  const golden = path.join(CHART, 'golden');
  rmSync(golden, { recursive: true, force: true });
  mkdirSync(golden);
  for (const set of valueSets())
    writeFileSync(path.join(golden, `${set}.yaml`), steady(await render(programs.helm, set)));
  report(`wrote ${valueSets().length} golden renders and ${derivedFiles().length} other files`);
}
