import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../dist/failpoint.js', import.meta.url));

/** What a process of its own says that comes to the point three times. */
function run(failpoints: string): { readonly said: string; readonly signal: string | null } {
  const code = `
    import { failpoint } from ${JSON.stringify(BUILT)};
    for (const n of [1, 2, 3]) { failpoint('here'); process.stdout.write(String(n)); }`;
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { PARLEY_FAILPOINTS: failpoints },
    encoding: 'utf8',
  });
  return { said: stdout, signal };
}

it.each([
  ['', '123', null],
  ['there', '123', null],
  ['here', '', 'SIGKILL'],
  ['there:1,here:2', '1', 'SIGKILL'],
  ['here:4', '123', null],
])('with "%s" a process says "%s" and ends by %s', (failpoints, said, signal) => {
  expect(run(failpoints)).toEqual({ said, signal });
});
