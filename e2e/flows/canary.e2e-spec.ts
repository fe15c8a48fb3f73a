import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Person } from '../support/person.ts';
import { target } from '../support/target.ts';

const CANARY = fileURLToPath(new URL('../../charts/parley/files/conversation/canary.mjs', import.meta.url));

interface Run {
  readonly code: number;
  /** Its last line. */
  readonly said: {
    readonly ok: boolean;
    readonly step: string;
    readonly answerMs?: number;
    readonly lateMs?: number;
    readonly reason?: string;
  };
}

let folder: string;
let ann: Person;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parley-canary-'));
  ann = await Person.signUp();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(key: string, env: Record<string, string> = {}): Promise<Run> {
  const file = path.join(folder, 'key');
  writeFileSync(file, key);
  const variables = { PUBLIC_URL: target().url, API_KEY_FILE: file, TIMEOUT_SECONDS: '20', ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [CANARY], { env: variables }, (error, stdout) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ code, said: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Run['said'] });
    });
  });
}

describe('the canary', () => {
  it('hears its reminder on time, says how late it was, and leaves no task behind', async () => {
    const { key } = await ann.program();
    const { code, said } = await run(key);
    expect(said).toMatchObject({ ok: true, step: 'done' });
    expect(said.lateMs).toBeGreaterThanOrEqual(0);
    expect(said.answerMs).toBeGreaterThan(0);
    expect(code).toBe(0);
    expect(await ann.tasks()).toEqual([]);
  });

  it('fails when the reminder is later than it may be, and when it never comes', async () => {
    const { key } = await ann.program();
    const [late, never] = await Promise.all([
      run(key, { LATE_SECONDS: '-1' }),
      run(key, { TIMEOUT_SECONDS: '2' }),
    ]);
    expect(late).toMatchObject({ code: 1, said: { ok: false, step: 'lateness' } });
    expect(never).toMatchObject({ code: 1, said: { ok: false, step: 'reminder' } });
    expect(await ann.tasks()).toEqual([]);
  });

  it('fails with a key that is not one', async () => {
    const { code, said } = await run('parley_0000');
    expect(said).toMatchObject({ ok: false, step: 'key' });
    expect(said.reason).toContain('401');
    expect(code).toBe(1);
  });
});
