import { SidecarEnvError, SidecarError } from '@parley/dapr';
import { ConfigError } from '../config/load-config.js';
import { whyNotStarted } from './why-not-started.js';

it('says that the sidecar is missing, and how that was found out', () => {
  const error = new SidecarError(
    'read secret audit-database',
    undefined,
    'connect ECONNREFUSED 127.0.0.1:3500',
  );
  expect(whyNotStarted(error)).toMatch(
    /^Its Dapr sidecar does not answer \(.*read secret audit-database.*ECONNREFUSED 127\.0\.0\.1:3500\)/,
  );
});

it.each([
  new ConfigError('PORT=(not set)'),
  new SidecarEnvError('DAPR_HTTP_PORT must be a port'),
  new SidecarError('read secret audit-database', 403, 'access denied'),
])('spares the stack where the message says it all: %s', (error) => {
  expect(whyNotStarted(error)).toBe(error.message);
});

it('keeps the stack of a mistake', () => {
  const mistake = new TypeError('undefined is not a function');
  expect(whyNotStarted(mistake)).toBe(mistake);
});
