import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { createProxyServer } from 'httpxy';
import { refuseUpgrade, securityHeaders, sendProblem } from './responses.ts';
import { findRoute, Replicas, safePathname, type Route } from './router.ts';
import { shortBody } from './short-body.ts';
import { staticFiles, type FileHandler } from './static-files.ts';

export interface GatewayConfig {
  readonly port: number;
  /** The origin that browsers use. */
  readonly publicUrl: string;
  readonly routes: readonly Route[];
  /** Folder of the built web UI. */
  readonly staticDir?: string;
}

const FORWARDED = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'forwarded',
];

/** Longer than clients and proxies keep an idle connection; they would send into one that is being closed. */
const IDLE_CONNECTION_MS = 75_000;

/** Methods that change nothing, so that a second try cannot hurt. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** One origin for the browser: declared routes go to the services, everything else is the web UI. */
export class Gateway {
  readonly server: Server;
  private routes: readonly Route[] = [];
  private headers: Readonly<Record<string, string>> = {};
  private files: FileHandler = staticFiles(undefined);
  private readonly replicas = new Replicas();
  private readonly proxy = createProxyServer({
    xfwd: true,
    agent: new http.Agent({ keepAlive: true, maxFreeSockets: 256, scheduling: 'lifo' }),
  });
  private readonly sockets = createProxyServer({ xfwd: true, upgradeTimeout: 10_000 });

  constructor(config: GatewayConfig) {
    this.configure(config);
    this.server = http.createServer((request, response) => void this.handle(request, response));
    this.server.keepAliveTimeout = IDLE_CONNECTION_MS;
    this.server.on('upgrade', (request, socket: Socket, head) => {
      this.upgrade(request, socket, head);
    });
    // A service closes its connections when it is about to stop.
    this.proxy.on('proxyRes', ({ headers, socket }) => {
      if (headers.connection === 'close' && socket.remotePort !== undefined)
        this.replicas.rest(socket.remotePort, Date.now());
    });
    // Not by the promise: the library ends the socket before that is settled.
    this.sockets.on('error', (error, _request, socket) => {
      this.noteRefusal(error);
      if (socket !== undefined && !(socket instanceof http.ServerResponse)) refuseUpgrade(socket, 503);
    });
  }

  /** Takes new routes and files; the port stays. */
  configure(config: GatewayConfig): void {
    this.routes = config.routes;
    this.headers = securityHeaders(config.publicUrl);
    this.files = staticFiles(config.staticDir);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(this.headers)) response.setHeader(name, value);
    const pathname = safePathname(request.url ?? '');
    if (pathname === undefined) {
      sendProblem(response, 400, 'gateway.bad_path', 'The path is not in plain form.');
      return;
    }
    const route = findRoute(this.routes, pathname);
    if (route !== undefined) return this.forward(route, request, response);
    if (pathname.startsWith('/api/')) {
      sendProblem(response, 404, 'gateway.no_route', 'No service answers here.');
      return;
    }
    this.files(request, response);
  }

  private async forward(route: Route, request: IncomingMessage, response: ServerResponse): Promise<void> {
    dropForwarded(request);
    const body = await shortBody(request).catch(() => undefined);
    const ports = this.replicas.inOrder(route, Date.now());
    // Once a body has begun to flow it is gone, and with it the second try.
    for (const port of body ? ports : ports.slice(0, 1)) {
      const outcome = await this.tryReplica(port, request, response, body);
      if (outcome === 'answered' || response.headersSent || response.destroyed) return;
      // The replica may have done it before it went: a second one would refuse what was granted, or do it twice.
      if (outcome === 'broken' && !SAFE.has(request.method ?? '')) break;
    }
    sendProblem(response, 503, 'gateway.unavailable', `No replica of ${route.service} answers.`);
  }

  /** @returns whether the replica answered, did not hear of the request, or nobody knows */
  private async tryReplica(
    port: number,
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer | undefined,
  ): Promise<'answered' | 'unheard' | 'broken'> {
    try {
      await this.proxy.web(request, response, {
        target: { host: '127.0.0.1', port, protocol: 'http:' },
        ...(body && body.length > 0 && { buffer: Readable.from([body]) }),
      });
      return 'answered';
    } catch (error) {
      return this.noteRefusal(error) ? 'unheard' : 'broken';
    }
  }

  private upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const pathname = safePathname(request.url ?? '');
    const route = pathname === undefined ? undefined : findRoute(this.routes, pathname);
    if (route === undefined) {
      refuseUpgrade(socket, 404);
      return;
    }
    dropForwarded(request);
    const [port] = this.replicas.inOrder(route, Date.now());
    if (port === undefined) {
      refuseUpgrade(socket, 503);
      return;
    }
    void this.sockets.ws(request, socket, { target: { host: '127.0.0.1', port, protocol: 'http:' } }, head);
  }

  /** @returns whether the error says that nothing listens there */
  private noteRefusal(error: unknown): boolean {
    const { code, port } = (error ?? {}) as { readonly code?: unknown; readonly port?: unknown };
    if (code !== 'ECONNREFUSED') return false;
    if (typeof port === 'number') this.replicas.rest(port, Date.now());
    return true;
  }
}

/** This is the edge: what a client says about where it comes from is not passed on. */
function dropForwarded(request: IncomingMessage): void {
  for (const name of FORWARDED) Reflect.deleteProperty(request.headers, name);
}
