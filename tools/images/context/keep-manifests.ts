import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sameAge } from './same-age.ts';

/** What decides which packages are installed. */
const MANIFESTS = new Set(['package.json', 'package-lock.json', '.npmrc']);

/** Leaves only the manifests of a checkout, always of the same age, so that a layer made of them is the same too. */
export function keepManifests(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && !MANIFESTS.has(entry.name)) rmSync(path.join(entry.parentPath, entry.name));
  }
  removeEmptyFolders(folder);
  sameAge(folder);
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(path.join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

if (import.meta.main) keepManifests(process.cwd());
