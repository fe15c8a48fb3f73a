import { waitFor } from '@parley/stack';
import { findOrInstall } from '@parley/testing/system-packages';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import http, { type IncomingHttpHeaders } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layOutWeb } from '../context/lay-out-web.ts';

const CONFIGURATION = path.resolve(import.meta.dirname, '../context/nginx');

/** Files of the gateway's two folders, by name. */
export interface Mounted {
  readonly routes?: string;
  readonly upstreams?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Real nginx with the configuration of the image; only addresses and folders are the test's own. */
export class Nginx {
  readonly port: number;
  private readonly child: ChildProcess;
  private readonly dir: string;

  private constructor(port: number, child: ChildProcess, dir: string) {
    this.port = port;
    this.child = child;
    this.dir = dir;
  }

  /** @param ui files of a built UI, by path */
  static async start(ui: Readonly<Record<string, string>>, mounted: Mounted = {}): Promise<Nginx> {
    const program = findOrInstall('nginx', ['nginx']);
    const dir = mkdtempSync(path.join(tmpdir(), 'parley-nginx-'));
    const port = await unusedPort();
    for (const [name, text] of Object.entries(ui)) write(path.join(dir, 'ui', name), text);
    layOutWeb(path.join(dir, 'ui'), CONFIGURATION, path.join(dir, 'root'));
    const etc = path.join(dir, 'root/etc/nginx');
    cpSync('/etc/nginx/mime.types', path.join(etc, 'mime.types'));
    if (mounted.routes !== undefined) write(path.join(etc, 'routes.d/routes.conf'), mounted.routes);
    if (mounted.upstreams !== undefined)
      write(path.join(etc, 'upstreams.d/upstreams.conf'), mounted.upstreams);
    mkdirSync(path.join(dir, 'tmp'));
    const conf = path.join(etc, 'nginx.conf');
    writeFileSync(conf, localized(readFileSync(conf, 'utf8'), dir, port));
    // Files, not pipes: /dev/stdout of a pipe that Node makes cannot be opened.
    const log = openSync(path.join(dir, 'log'), 'a');
    // As root, nginx gives its workers to a user who cannot read a temporary folder of ours.
    const user = process.getuid?.() === 0 ? ['-g', 'user root;'] : [];
    const child = spawn(program, ['-e', 'stderr', '-c', conf, ...user], { stdio: ['ignore', log, log] });
    closeSync(log);
    const nginx = new Nginx(port, child, dir);
    await waitFor('nginx', async () => {
      if (child.exitCode !== null) throw new Error(`nginx ended: ${nginx.log()}`);
      return (await nginx.get('/livez').catch(() => undefined))?.status === 200;
    });
    return nginx;
  }

  log(): string {
    return readFileSync(path.join(this.dir, 'log'), 'utf8');
  }

  get(target: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.request('GET', target, headers);
  }

  /** Sends the target as it is: `fetch` would tidy it. */
  request(
    method: string,
    target: string,
    headers: http.OutgoingHttpHeaders = {},
    body?: string,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, method, path: target, headers, agent: false };
      const request = http.request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0, headers: answered } = response;
          resolve({ status: statusCode, headers: answered, body: Buffer.concat(chunks) });
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    if (this.child.exitCode === null) await ended;
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** A port of the loopback address on which nothing listens. */
export async function unusedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The configuration on a loopback port, with its files below `dir`. */
function localized(text: string, dir: string, port: number): string {
  const changes: Readonly<Record<string, string>> = {
    'listen 8080 ': `listen 127.0.0.1:${port} `,
    ' /usr/share/nginx/': ` ${dir}/root/usr/share/nginx/`,
    ' /tmp/': ` ${dir}/tmp/`,
  };
  const missing = Object.keys(changes).find((from) => !text.includes(from));
  if (missing !== undefined) throw new Error(`nginx.conf has no "${missing}".`);
  return text.replaceAll(new RegExp(Object.keys(changes).join('|'), 'g'), (from) => changes[from] ?? from);
}
