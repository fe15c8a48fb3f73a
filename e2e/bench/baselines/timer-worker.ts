import http from 'node:http';
import { QUEUES, START } from './timer-queues.ts';

/** `POST /` with due times makes timers; `GET /` takes away how late each was that has fired since, in ms. */
const name = QUEUES.find((queue) => queue === process.env['QUEUE']);
if (name === undefined) throw new Error(`QUEUE must be one of ${QUEUES.join(', ')}.`);
let late: number[] = [];
const queue = await START[name](process.env['DATABASE_URL'] ?? '', (due) => late.push(Date.now() - due));

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method !== 'POST') {
      response.end(JSON.stringify(late));
      late = [];
      return;
    }
    const dues = JSON.parse(Buffer.concat(chunks).toString('utf8')) as number[];
    queue.add(dues).then(
      () => response.end('{}'),
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end('{}');
      },
    );
  });
});
server.keepAliveTimeout = 75_000;
server.listen(Number(process.env['PORT']), '127.0.0.1');
