import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DaprClient } from './invocation/dapr-client.js';
import { Jobs } from './jobs/jobs.js';
import { Publisher } from './publish/publisher.js';
import { Secrets } from './secrets/secrets.js';
import { SidecarClient } from './sidecar/sidecar-client.js';
import { SIDECAR_OPTIONS, type SidecarOptions } from './sidecar/sidecar-options.js';
import { SubscriptionSignal } from './server/subscription-signal.js';
import { StateStore } from './state/state-store.js';

const clients = [SidecarClient, Publisher, Jobs, Secrets, StateStore, DaprClient, SubscriptionSignal];

/** The building blocks of the sidecar, for the whole application. */
@Global()
@Module({})
export class DaprModule {
  static forRoot(options: SidecarOptions): DynamicModule {
    return {
      module: DaprModule,
      providers: [{ provide: SIDECAR_OPTIONS, useValue: options }, ...clients],
      exports: [SIDECAR_OPTIONS, ...clients],
    };
  }
}
