import type { ServerResponse } from 'node:http';
import type { Lifecycle } from '../bootstrap/lifecycle.js';

/** Says in each answer of a process that is about to stop that its connection ends, so that nothing else is sent there. */
export function closeWhenStopping(lifecycle: Lifecycle) {
  return (_request: unknown, response: ServerResponse, next: () => void): void => {
    if (lifecycle.isStopping) response.setHeader('connection', 'close');
    next();
  };
}
