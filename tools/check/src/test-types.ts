import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

/** Type-checks the tests, in `test` and beside the sources; builds leave them out. */
const projects = globSync('{libs,services,tools}/*/{src,test}/tsconfig.json').sort();
const { status } = spawnSync('tsc', ['-b', ...projects], { stdio: 'inherit' });
console.log(`${projects.length} folders with tests ${status === 0 ? 'compile' : 'were looked at'}.`);
process.exitCode = status === 0 && projects.length > 0 ? 0 : 1;
