import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line of one request or delivery carries. */
export interface RequestScope {
  readonly requestId?: string;
  readonly eventId?: string;
  readonly userId?: string;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();
