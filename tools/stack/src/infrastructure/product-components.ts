import path from 'node:path';
import { REPOSITORY } from '../paths.ts';

export type Broker = 'kafka';

const folder = (name: string) => path.join(REPOSITORY, 'dapr-components', name);

/** Folders of the product's own components, with one broker. */
export function productResources(broker: Broker = 'kafka'): string[] {
  return ['base', 'local', broker, 'postgresql'].map(folder);
}

/** The product's own Configuration files for a local stack. */
export function productConfigurations(): string[] {
  return ['base', 'local'].map((name) => path.join(folder(name), 'configuration.yaml'));
}
