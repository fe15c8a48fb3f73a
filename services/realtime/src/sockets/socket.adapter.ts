import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

/** Largest frame: a message of 10,000 characters, four bytes each, with room for its envelope. */
const MAX_FRAME_BYTES = 64 * 1024;

/** socket.io over WebSocket alone, so that no load balancer needs to be sticky, and for our own origin alone. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly origin: string,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      pingInterval: 20_000,
      pingTimeout: 10_000,
      // Browsers always send Origin; another one is a page that uses its visitor's network position.
      allowRequest: (request, decide) => {
        const { origin } = request.headers;
        decide(null, origin === undefined || origin === this.origin);
      },
    } as ServerOptions);
  }
}
