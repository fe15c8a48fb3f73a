import { SidecarEnvError, SidecarError } from '@parley/dapr';
import { isDomainError } from '@parley/kernel';
import { ConfigError } from '../config/load-config.js';

/** What an operator can mend, in a sentence; of anything else the error with its stack. */
export function whyNotStarted(error: unknown): unknown {
  if (error instanceof SidecarError && error.status === undefined) {
    return `Its Dapr sidecar does not answer (${error.message}). Is one running beside it, with the ports and tokens of this service?`;
  }
  if (error instanceof ConfigError || error instanceof SidecarEnvError || isDomainError(error)) {
    return error.message;
  }
  return error;
}
