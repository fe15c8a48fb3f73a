import { readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '../src/index.ts';

const { scripts } = JSON.parse(readFileSync(path.join(REPOSITORY, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

// npm hands SIGTERM to the shell of a script alone, which would end and leave the stack running.
it.each(['start', 'stack'])('npm run %s leaves no shell between npm and the stack', (name) => {
  expect(scripts[name]).toMatch(/^exec node /);
});
