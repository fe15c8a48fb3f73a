export { DaprModule } from './dapr.module.js';
export { DaprClient } from './invocation/dapr-client.js';
export { RemoteError } from './invocation/remote-error.js';
export { Jobs, type Job } from './jobs/jobs.js';
export type { CloudEvent } from './publish/cloud-event.js';
export { Publisher, type OutgoingEvent } from './publish/publisher.js';
export { Secrets } from './secrets/secrets.js';
export { AppHealth } from './server/app-health.js';
export { DaprContext } from './server/dapr-context.js';
export type { DeadLetter } from './server/dead-letter.js';
export { DaprServer } from './server/dapr-server.js';
export { DeliveryObserver } from './server/delivery-observer.js';
export {
  OnCommand,
  OnDeadLetter,
  OnEvent,
  OnEvents,
  OnEveryEvent,
  OnJob,
  type Delivered,
} from './server/handlers.js';
export { SubscriptionSignal } from './server/subscription-signal.js';
export { type Outcome } from './server/outcome.js';
export { toFieldErrors } from './server/payload.js';
export { SidecarClient } from './sidecar/sidecar-client.js';
export { SidecarError } from './sidecar/sidecar-error.js';
export { components, SIDECAR_OPTIONS, type SidecarOptions } from './sidecar/sidecar-options.js';
export { StateStore, type StateEntry } from './state/state-store.js';
export { SidecarEnvError, sidecarOptionsFromEnv, untilAvailable } from './sidecar/sidecar-env.js';
export { inTraceOf, keepStoredTrace, keepTrace, traceparentOf } from './tracing/item-traces.js';
export { inSpan, inSpans, type TracedItem } from './tracing/spans.js';
