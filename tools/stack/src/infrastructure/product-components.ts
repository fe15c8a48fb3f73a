import path from 'node:path';
import { REPOSITORY } from '../paths.ts';

/** Brokers with a folder in `dapr-components/`; the first is the default. */
export const brokers = ['kafka', 'rabbitmq', 'redis'] as const;
export type Broker = (typeof brokers)[number];

/** State stores with a folder in `dapr-components/`; the first is the default. */
export const stateStores = ['postgresql', 'redis'] as const;
export type StateStore = (typeof stateStores)[number];

const STATE_FOLDERS: Readonly<Record<StateStore, string>> = {
  postgresql: 'postgresql',
  redis: 'redis-state',
};

/** The folder of `dapr-components/` with that name. */
export const componentFolder = (name: string) => path.join(REPOSITORY, 'dapr-components', name);

/** Folders of the product's own components, with one broker and one state store. */
export function productResources(broker: Broker = 'kafka', state: StateStore = 'postgresql'): string[] {
  return ['base', 'local', broker, STATE_FOLDERS[state]].map(componentFolder);
}

/** The product's own Configuration files for a local stack. */
export function productConfigurations(): string[] {
  return ['base', 'local'].map((name) => path.join(componentFolder(name), 'configuration.yaml'));
}
