import { lutimesSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Sets every time below a folder, and its own, to 1970: what has the same content makes the same layer. */
export function sameAge(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    lutimesSync(path.join(entry.parentPath, entry.name), 0, 0);
  }
  lutimesSync(folder, 0, 0);
}
