import 'reflect-metadata';
import { ConfigError, loadConfig } from './load-config.js';
import { ServiceConfig } from './service-config.js';

const valid = { PORT: '3000', PUBLIC_URL: 'http://localhost:7400' };

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    loadConfig(ServiceConfig, env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return [...(error as ConfigError).message.matchAll(/^ {2}(\w+)=/gm)].map(([, name]) => String(name));
  }
}

it('reads numbers as numbers and keeps defaults for what is not set', () => {
  const config = loadConfig(ServiceConfig, { ...valid, DATABASE_POOL: '20', HOME: '/root' });
  expect(Object.fromEntries(Object.entries(config))).toEqual({
    HOST: '127.0.0.1',
    PORT: 3000,
    PUBLIC_URL: 'http://localhost:7400',
    LOG_LEVEL: 'info',
    DATABASE_POOL: 20,
    INBOX_RETENTION_DAYS: 15,
    API_REQUESTS_PER_10S: 1000,
  });
});

it('takes an empty variable for one that is not set', () => {
  expect(loadConfig(ServiceConfig, { ...valid, LOG_LEVEL: '', DATABASE_POOL: '' }).LOG_LEVEL).toBe('info');
  expect(problemsOf({ ...valid, PORT: '' })).toEqual(['PORT']);
});

it('names every variable at fault at once', () => {
  expect(problemsOf({ PUBLIC_URL: 'not a url', LOG_LEVEL: 'loud' }).toSorted()).toEqual([
    'LOG_LEVEL',
    'PORT',
    'PUBLIC_URL',
  ]);
});

it.each([
  ['PORT', 'http'],
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '3000.5'],
  ['DATABASE_POOL', '1'],
  ['INBOX_RETENTION_DAYS', '0'],
  ['PUBLIC_URL', 'ftp://parley.test'],
  ['PUBLIC_URL', 'parley.test'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
])('refuses %s=%s', (name, value) => {
  expect(problemsOf({ ...valid, [name]: value })).toEqual([name]);
});

it('accepts a plain host name as the public address', () => {
  expect(problemsOf({ ...valid, PUBLIC_URL: 'https://parley' })).toEqual([]);
});
