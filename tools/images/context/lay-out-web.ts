import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { sameAge } from './same-age.ts';

const COMPRESSIBLE = /\.(css|html|js|json|svg|txt|webmanifest)$/;
/** Below this the answer fits into one packet anyway. */
const SMALL = 1_000;

/**
 * Lays out what the web image has beside nginx: the UI with a compressed copy of what is worth it, and the configuration.
 * @param ui a built UI
 * @param nginx the folder of nginx.conf
 */
export function layOutWeb(ui: string, nginx: string, out: string): void {
  const html = path.join(out, 'usr/share/nginx/html');
  const etc = path.join(out, 'etc/nginx');
  cpSync(ui, html, { recursive: true });
  cpSync(nginx, etc, { recursive: true });
  for (const folder of ['routes.d', 'upstreams.d']) mkdirSync(path.join(etc, folder), { recursive: true });
  for (const entry of readdirSync(html, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && COMPRESSIBLE.test(entry.name)) compress(path.join(entry.parentPath, entry.name));
  }
  sameAge(out);
}

function compress(file: string): void {
  const content = readFileSync(file);
  if (content.length >= SMALL) writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}

if (import.meta.main) layOutWeb('services/web/dist', 'tools/images/context/nginx', '/out');
