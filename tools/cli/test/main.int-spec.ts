import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { main } from '../src/main.ts';

type Answer = readonly [status: number, body: unknown];

let server: Server;
let asked: string[];
let answer: (request: string, body: unknown) => Answer;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const line = `${request.method} ${request.url?.replace('/api/v1/admin/dead-letters', '')}`;
      asked.push(line);
      const [status, body] = answer(line, text === '' ? undefined : JSON.parse(text));
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  env = { PARLEY_URL: `http://127.0.0.1:${port}`, PARLEY_OPERATOR_TOKEN: 'token' };
});
beforeEach(() => {
  asked = [];
});
afterAll(() => server.close());

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) text += chunk;
  return text;
}

async function run(args: string[], person?: boolean) {
  const out: string[] = [];
  const err: string[] = [];
  const questions: string[] = [];
  const code = await main(args, env, {
    data: (text) => out.push(text),
    progress: (text) => err.push(text),
    confirm: (question) => {
      questions.push(question);
      return Promise.resolve(person);
    },
  });
  return { code, out, err, questions };
}

const letter = (id: string, status = 'open') => ({
  id,
  topic: 'reminders',
  type: 't',
  lastAt: 'now',
  deliveries: 1,
  status,
});

it('lists page by page up to the limit', async () => {
  answer = (line) => [
    200,
    line.includes('cursor=c1')
      ? { items: [letter('c')], nextCursor: 'c2' }
      : { items: [letter('a'), letter('b')], nextCursor: 'c1' },
  ];
  const { code, out } = await run(['dlq', 'list', '--limit', '3', '--json', '--topic', 'reminders']);
  expect([code, (JSON.parse(out[0] ?? '') as object[]).length]).toEqual([0, 3]);
  expect(asked).toEqual([
    'GET ?limit=3&topic=reminders&status=open',
    'GET ?limit=1&topic=reminders&status=open&cursor=c1',
  ]);
});

it('goes on with a bulk replay until nothing is left, and keeps its end', async () => {
  const bodies: unknown[] = [];
  answer = (_, body) => {
    bodies.push(body);
    return [200, { replayed: 1_000, notEvents: 3, more: bodies.length < 3, to: 'T' }];
  };
  const { code, out, questions } = await run(['dlq', 'replay', '--all', '--type', 't'], true);
  expect({ code, out }).toEqual({ code: 0, out: ['3000 replayed'] });
  expect(questions).toEqual(['Replay all open dead letters with type t?']);
  expect(bodies).toEqual([{ type: 't' }, { type: 't', to: 'T' }, { type: 't', to: 'T' }]);
});

it.each([
  ['replay', false, 1],
  ['replay', undefined, 2],
  ['drop', false, 1],
  ['drop', undefined, 2],
])('does not %s all when the answer is %s', async (command, person, code) => {
  expect(await run(['dlq', command, '--all'], person)).toMatchObject({ code, out: [] });
  expect(asked).toEqual([]);
});

it('gives every id its turn, and says which was refused', async () => {
  answer = (line) =>
    line.includes('/b/')
      ? [409, { detail: 'No.', code: 'dead-letter.x' }]
      : [200, letter(line.charAt(6), 'replayed')];
  const { code, out, err } = await run(['dlq', 'replay', 'a', 'b', 'c']);
  expect({ code, out }).toEqual({ code: 1, out: ['a replayed', 'c replayed'] });
  expect(err).toEqual(['b: No. (409 dead-letter.x)', '1 of 3 refused.']);
});

it('says that a letter is open again that came back at once', async () => {
  answer = () => [200, letter('a', 'open')];
  expect((await run(['dlq', 'replay', 'a'])).out).toEqual(['a open again']);
});

it('keeps an id within its path', async () => {
  answer = () => [404, { detail: 'None.', code: 'x' }];
  await run(['dlq', 'drop', '../../x?y']);
  expect(asked).toEqual(['POST /..%2F..%2Fx%3Fy/drop']);
});

it.each([
  [502, '<html>bad gateway</html>', 'Refused. (502)'],
  [
    403,
    { detail: 'Not \u001b[31myou.', code: 'operator.refused' },
    'Not \\u001b[31myou. (403 operator.refused)',
  ],
])('ends with 1 and the reason for %i', async (status, body, words) => {
  answer = () => [status, body];
  expect(await run(['dlq', 'list'])).toMatchObject({ code: 1, out: [], err: [words] });
});

it('does not take just any address', async () => {
  expect(await run(['dlq', 'list', '--url', 'ftp://x'])).toMatchObject({ code: 2, out: [] });
  expect(await run(['dlq', 'list', '--url', 'parley'])).toMatchObject({ code: 2, out: [] });
});
