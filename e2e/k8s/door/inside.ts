// Runs in a pod and makes connections there for a process outside, which talks to it over standard input and output.
import net from 'node:net';
import { DATA, END, frame, GONE, OPEN, reader } from './frames.ts';

const sockets = new Map<number, net.Socket>();
const say = (kind: number, connection: number, body?: Uint8Array) =>
  process.stdout.write(frame(kind, connection, body));

function open(connection: number, address: string): void {
  const at = address.lastIndexOf(':');
  const where = { host: address.slice(0, at), port: Number(address.slice(at + 1)) };
  const socket = net.connect({ ...where, allowHalfOpen: true, noDelay: true });
  sockets.set(connection, socket);
  socket.on('data', (chunk) => say(DATA, connection, chunk));
  socket.on('end', () => say(END, connection));
  socket.on('error', () => undefined);
  socket.on('close', () => {
    sockets.delete(connection);
    say(GONE, connection);
  });
}

const take = reader((kind, connection, body) => {
  const socket = sockets.get(connection);
  if (kind === OPEN) open(connection, body.toString());
  else if (kind === DATA) socket?.write(body);
  else if (kind === END) socket?.end();
  else socket?.destroySoon();
});
process.stdin.on('data', take);
process.stdin.on('end', () => process.exit(0));
// Says that it listens.
say(OPEN, 0);
