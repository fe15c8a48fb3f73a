import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

/** Imports that must be refused, each as a line of a file in the folder that may not hold it. */
const breaches = [
  { folder: 'libs/kernel/src', line: "import '@parley/service-kit';" },
  { folder: 'libs/recurrence/src', line: "import '@parley/dapr';" },
  { folder: 'services/realtime/src', line: "import '../../chat-api/src/main.js';" },
];

let failures = 0;
for (const { folder, line } of breaches) {
  const file = `${folder}/boundary-canary.ts`;
  writeFileSync(file, `${line}\n`);
  try {
    const { stdout } = spawnSync('eslint', [file, '--format', 'json'], { encoding: 'utf8' });
    const found = stdout.includes('@nx/enforce-module-boundaries');
    console.log(`${found ? 'refused' : 'NOT REFUSED'}: ${line} in ${folder}`);
    if (!found) failures += 1;
  } finally {
    rmSync(file);
  }
}
process.exitCode = failures === 0 ? 0 : 1;
