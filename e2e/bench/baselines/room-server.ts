import http from 'node:http';
import { Server } from 'socket.io';

/** `POST /` with a room and a task emits the task to the sockets of the room; a socket names its room when it connects. */
const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'POST') {
      const { room, task } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        room: string;
        task: object;
      };
      sockets.to(room).emit('change', task);
    }
    response.end('{}');
  });
});
const sockets = new Server(server, { transports: ['websocket'], serveClient: false });
sockets.on('connection', (socket) => socket.join((socket.handshake.auth as { room: string }).room));
server.keepAliveTimeout = 75_000;
server.listen(Number(process.env['PORT']), '127.0.0.1');
