import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sameAge } from './same-age.ts';

const NODE = '/usr/local/bin/node';
/** Debian's folders that are links since they moved into /usr. */
const MOVED = ['/bin', '/lib', '/lib64', '/sbin'];

/** The root of an image that can run Node as user 10001 and nothing else. */
export function layOutRuntime(root: string): void {
  for (const folder of [
    'etc',
    'tmp',
    'usr/bin',
    'usr/lib',
    'usr/lib64',
    'usr/sbin',
    'var/lib/dpkg/status.d',
  ]) {
    mkdirSync(path.join(root, folder), { recursive: true });
  }
  for (const link of MOVED.filter((folder) =>
    lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink(),
  )) {
    symlinkSync(readlinkSync(link), path.join(root, link));
  }
  const libraries = librariesOf(NODE);
  for (const file of [NODE, ...libraries]) place(file, root);
  for (const name of packagesOf(libraries)) describePackage(name, root);
  writeFileSync(path.join(root, 'etc/passwd'), 'parley:x:10001:10001:Parley:/tmp:/nonexistent\n');
  writeFileSync(path.join(root, 'etc/group'), 'parley:x:10001:\n');
  writeFileSync(path.join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  copyFileSync('/etc/os-release', path.join(root, 'etc/os-release'));
  chmodSync(path.join(root, 'tmp'), 0o1777);
  sameAge(root);
}

/** What the loader would load for a program, the loader itself included. */
function librariesOf(program: string): string[] {
  const lines = execFileSync('ldd', [program], { encoding: 'utf8' }).split('\n');
  return lines.map((line) => /(\/\S+) \(0x/.exec(line)?.[1]).filter((file) => file !== undefined);
}

/** Copies a file under the name it is asked for by, in the folder in which it really is. */
function place(file: string, root: string): void {
  const target = path.join(root, realpathSync(path.dirname(file)), path.basename(file));
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(realpathSync(file), target);
  chmodSync(target, 0o755);
}

function packagesOf(files: readonly string[]): string[] {
  const names = files.flatMap((file) => {
    const known = [file, realpathSync(file)].flatMap((name) => [name, name.replace(/^\/usr/, '')]);
    return known.map(ownerOf).filter((name) => name !== undefined);
  });
  return [...new Set(names)].sort();
}

function ownerOf(file: string): string | undefined {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return execFileSync('dpkg-query', ['-S', file], { encoding: 'utf8', stdio: [...stdio] }).split(':', 1)[0];
  } catch {
    return undefined;
  }
}

/** For scanners, which look here for the packages of an image without a package manager; and the licence. */
function describePackage(name: string, root: string): void {
  const status = execFileSync('dpkg-query', ['-s', name], { encoding: 'utf8' });
  writeFileSync(path.join(root, 'var/lib/dpkg/status.d', name), status);
  const copyright = path.join('/usr/share/doc', name, 'copyright');
  if (!existsSync(copyright)) return;
  mkdirSync(path.join(root, path.dirname(copyright)), { recursive: true });
  writeFileSync(path.join(root, copyright), readFileSync(copyright));
}
