import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
  const libraries = [...librariesOf(NODE), ...restOfGlibc()];
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
  const missing = lines.find((line) => line.endsWith('not found'));
  if (missing !== undefined) throw new Error(`${program}: ${missing.trim()}.`);
  return lines.map((line) => /(\/\S+) \(0x/.exec(line)?.[1]).filter((file) => file !== undefined);
}

/** Parts of glibc that Node itself does not link to and native packages do. */
function restOfGlibc(): string[] {
  const libc = librariesOf(NODE).find((file) => path.basename(file) === 'libc.so.6');
  if (libc === undefined) throw new Error(`${NODE} is not linked to glibc.`);
  return ['libdl.so.2', 'libpthread.so.0', 'libresolv.so.2', 'librt.so.1', 'libutil.so.1'].map((name) =>
    path.join(path.dirname(libc), name),
  );
}

/**
 * Makes sure that every native part of the packages in a folder finds its libraries in the image.
 * @throws Error that names the first which does not
 */
export function checkNative(folder: string, root: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const missing = entry.name.endsWith('.node')
      ? librariesOf(file).find((library) => !existsSync(placeOf(library, root)))
      : undefined;
    if (missing !== undefined) throw new Error(`${file} needs ${missing}, which the image does not have.`);
  }
}

/** Copies a file under the name it is asked for by, in the folder in which it really is. */
function place(file: string, root: string): void {
  const target = placeOf(file, root);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(realpathSync(file), target);
  chmodSync(target, 0o755);
}

function placeOf(file: string, root: string): string {
  return path.join(root, realpathSync(path.dirname(file)), path.basename(file));
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
