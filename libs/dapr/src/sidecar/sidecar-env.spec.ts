import { DomainError, type ErrorKind } from '@parley/kernel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sidecarOptionsFromEnv, untilAvailable } from './sidecar-env.js';

class Unavailable extends DomainError {
  readonly code = 'test.unavailable';
  readonly kind: ErrorKind = 'unavailable';
}

it.each([undefined, '', '0', '65536', 'http', '80.5'])(
  'refuses the port %j and names the variable',
  (port) => {
    expect(() => sidecarOptionsFromEnv('audit', { DAPR_HTTP_PORT: port })).toThrow(
      'DAPR_HTTP_PORT must be a port',
    );
  },
);

it('refuses to run without the token that tells the sidecar from others', () => {
  expect(() => sidecarOptionsFromEnv('audit', { DAPR_HTTP_PORT: '3500', DAPR_APP_PORT: '3000' })).toThrow(
    'DAPR_API_TOKEN_FILE must name the file that holds the token.',
  );
});

it('names the variable and the file when the token is not where it should be', () => {
  const env = { DAPR_HTTP_PORT: '3500', DAPR_APP_PORT: '3000', DAPR_API_TOKEN_FILE: '/nowhere/token' };
  expect(() => sidecarOptionsFromEnv('audit', env)).toThrow(
    'DAPR_API_TOKEN_FILE: the token in /nowhere/token cannot be read (ENOENT).',
  );
});

it('reads the token that is accepted beside another, where there is one', () => {
  const files = mkdtempSync(join(tmpdir(), 'parley-token-'));
  const [dapr, app] = [join(files, 'dapr'), join(files, 'app')];
  const env = { DAPR_HTTP_PORT: '1', DAPR_APP_PORT: '1', DAPR_API_TOKEN_FILE: dapr, APP_API_TOKEN_FILE: app };
  try {
    writeFileSync(dapr, 'token-of-the-sidecar');
    writeFileSync(app, 'token-of-the-app');
    writeFileSync(`${app}.accepted`, 'token-of-tomorrow\n');
    expect(sidecarOptionsFromEnv('audit', env)).toMatchObject({
      acceptedApiToken: undefined,
      appToken: 'token-of-the-app',
      acceptedAppToken: 'token-of-tomorrow',
    });
    writeFileSync(`${dapr}.accepted`, 'short');
    expect(() => sidecarOptionsFromEnv('audit', env)).toThrow('dapr.accepted is shorter than 16 characters');
  } finally {
    rmSync(files, { recursive: true });
  }
});

it('repeats a call while the sidecar is not there yet', async () => {
  let calls = 0;
  const answer = await untilAvailable(() => {
    calls += 1;
    return calls < 3 ? Promise.reject(new Unavailable('not yet')) : Promise.resolve('secret');
  });
  expect({ answer, calls }).toEqual({ answer: 'secret', calls: 3 });
});

it('does not repeat what will not get better', async () => {
  let calls = 0;
  const call = untilAvailable(() => {
    calls += 1;
    return Promise.reject(new TypeError('a mistake'));
  });
  await expect(call).rejects.toThrow('a mistake');
  expect(calls).toBe(1);
});

it('ends with the last error when its time is up', async () => {
  await expect(untilAvailable(() => Promise.reject(new Unavailable('still not')), -1)).rejects.toThrow(
    'still not',
  );
});
