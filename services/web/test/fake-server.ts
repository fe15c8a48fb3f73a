import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { FakeAccounts } from './fake-accounts.ts';
import { FakeWorld, type Incoming } from './fake-world.ts';
import { chatRoutes } from './fake-chat.ts';
import { reply } from './fake-replies.ts';
import { type Answer, type Handler, refuse, type Request } from './fake-http.ts';
import { staticFile } from './fake-static.ts';

export interface FakeServer {
  readonly url: string;
  readonly world: FakeWorld;
  readonly accounts: FakeAccounts;
  /** Cuts every socket and answers nothing over HTTP until it is false again. */
  down: boolean;
  /** Sockets stay silent: changes must be found by asking. */
  mute: boolean;
  /** How often a socket was given a fresh token. */
  readonly renewals: number;
  stop(): Promise<void>;
}

/** Parley's HTTP and socket interface in memory, with the built page, on one origin. */
export async function startFakeServer(port = 0, world = new FakeWorld()): Promise<FakeServer> {
  const accounts = new FakeAccounts();
  const state = { down: false, mute: false, renewals: 0 };
  const routes: Record<string, Handler> = { ...accounts.routes(), ...chatRoutes(world) };

  const http = createServer((request, response) => {
    void respond(request, response);
  });
  const io = new Server(http, { transports: ['websocket'] });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (state.down) {
      request.destroy();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://fake');
    if (!url.pathname.startsWith('/api/')) {
      staticFile(url.pathname, response);
      return;
    }
    let answer: Answer;
    try {
      answer = await route(request, url);
    } catch (error) {
      answer = refuse(500, 'internal', String(error));
    }
    const problem = answer.status >= 400 && !url.pathname.startsWith('/api/auth/');
    response.writeHead(answer.status, {
      'content-type': problem ? 'application/problem+json' : 'application/json',
      ...answer.headers,
    });
    response.end(JSON.stringify(answer.body));
  }

  async function route(request: IncomingMessage, url: URL): Promise<Answer> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const file = request.headers['content-type'] === 'application/octet-stream';
    const body = (file ? { file: text } : text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    const open = url.pathname.startsWith('/api/auth/');
    const authorized = accounts.accepts(request.headers.authorization?.replace('Bearer ', '') ?? '');
    if (!open && !authorized) return refuse(401, 'unauthenticated', 'Sign in first.');
    for (const [pattern, handler] of Object.entries(routes)) {
      const [method = '', path = ''] = pattern.split(' ');
      const match = new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`).exec(url.pathname);
      if (method !== request.method || match === null) continue;
      const input: Request = {
        body,
        query: url.searchParams,
        params: match.slice(1),
        headers: request.headers,
      };
      return handler(input);
    }
    return refuse(404, 'not-found', `Nothing at ${url.pathname}.`);
  }

  io.use((socket, next) => {
    if (!state.down && accounts.accepts(String(socket.handshake.auth['token']))) {
      next();
      return;
    }
    next(Object.assign(new Error('unauthenticated'), { data: { code: 'unauthenticated' } }));
  });
  io.on('connection', (socket) => {
    socket.on('message.send', (message: Incoming, ack: (a: unknown) => void) => {
      ack({ ok: true, result: world.receive(message, reply) });
    });
    socket.on('token.refresh', (body: { token: string }, ack: (a: unknown) => void) => {
      const admitted = accounts.accepts(body.token);
      if (admitted) state.renewals += 1;
      ack({ ok: admitted });
    });
  });
  world.onChange = (change) => {
    if (!state.mute) io.emit('change', change);
  };

  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    world,
    accounts,
    get down() {
      return state.down;
    },
    set down(value: boolean) {
      state.down = value;
      if (value) io.disconnectSockets(true);
    },
    get renewals() {
      return state.renewals;
    },
    get mute() {
      return state.mute;
    },
    set mute(value: boolean) {
      state.mute = value;
    },
    stop: () =>
      new Promise((resolve) => {
        void io.close(() => {
          resolve();
        });
        http.closeAllConnections();
      }),
  };
}

if (process.argv[1]?.endsWith('fake-server.ts') === true) {
  const server = await startFakeServer(Number(process.env['PORT'] ?? 4310));
  console.log(server.url);
}
