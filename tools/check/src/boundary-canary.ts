import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Imports that must be refused, each as a line of a file in the folder that may not hold it. */
const breaches = [
  { folder: 'libs/kernel/src', line: "import '@parley/service-kit';" },
  { folder: 'libs/recurrence/src', line: "import '@parley/dapr';" },
  { folder: 'services/realtime/src', line: "import '../../chat-api/src/main.js';" },
];

const files = breaches.map(({ folder }) => path.resolve(folder, 'boundary-canary.ts'));
try {
  for (const [i, { line }] of breaches.entries()) writeFileSync(files[i] ?? '', `${line}\n`);
  const { stdout } = spawnSync('eslint', [...files, '--format', 'json'], { encoding: 'utf8' });
  const results = JSON.parse(stdout) as readonly {
    filePath: string;
    messages: readonly { ruleId: string }[];
  }[];
  for (const [i, { folder, line }] of breaches.entries()) {
    const found = results.some(
      ({ filePath, messages }) =>
        filePath === files[i] && messages.some(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries'),
    );
    console.log(`${found ? 'refused' : 'NOT REFUSED'}: ${line} in ${folder}`);
    if (!found) process.exitCode = 1;
  }
} finally {
  for (const file of files) rmSync(file, { force: true });
}
