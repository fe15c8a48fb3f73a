import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

/** Type-checks the tests, in `test` and beside the sources; builds leave them out. */
const projects = globSync('{libs,services,tools}/*/{src,test}/tsconfig.json').sort();
const broken = projects.filter((project) => {
  const { status } = spawnSync('tsc', ['-p', project], { stdio: 'inherit' });
  return status !== 0;
});
console.log(`${projects.length - broken.length} of ${projects.length} folders with tests compile.`);
process.exitCode = broken.length === 0 && projects.length > 0 ? 0 : 1;
