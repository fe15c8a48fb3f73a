import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { operatorToken } from '../src/operator-token.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'parley-cli-'));
  writeFileSync(path.join(dir, 'secrets.json'), JSON.stringify({ 'audit-operator': { secret: 'local' } }));
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const local = new URL('http://localhost:7400');
const remote = new URL('https://parley.example');

it('is that of the environment', () => {
  const env = { PARLEY_OPERATOR_TOKEN: ' given\n', PARLEY_DIR: dir };
  expect(operatorToken(local, env)).toBe('given');
  expect(operatorToken(remote, env)).toBe('given');
});

it.each(['http://localhost:7400', 'http://127.0.0.1:7400', 'http://[::1]:7400'])(
  'is that of the stack on this machine for %s',
  (url) => {
    expect(operatorToken(new URL(url), { PARLEY_DIR: dir })).toBe('local');
  },
);

it.each(['https://parley.example', 'http://localhost.example', 'http://127.0.0.1.example'])(
  'of this machine is not told to %s',
  (url) => {
    expect(() => operatorToken(new URL(url), { PARLEY_DIR: dir })).toThrow('Set PARLEY_OPERATOR_TOKEN');
  },
);

it('is asked for when there is no stack here', () => {
  const env = { PARLEY_DIR: path.join(dir, 'nowhere') };
  expect(() => operatorToken(local, env)).toThrow('has no operator token');
});
