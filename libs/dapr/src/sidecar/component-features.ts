import type { SidecarClient } from './sidecar-client.js';

interface Metadata {
  readonly components?: readonly { readonly name: string; readonly capabilities?: readonly string[] }[];
}

/**
 * Whether a pub/sub component gives batches itself, which it does when it takes them. For one that does not, the
 * sidecar waits for a batch that a one-by-one delivery never fills.
 * @throws SidecarError when the sidecar does not answer
 */
export async function givesBatches(
  sidecar: Pick<SidecarClient, 'expect'>,
  component: string,
): Promise<boolean> {
  const { text } = await sidecar.expect({
    method: 'GET',
    path: '/v1.0/metadata',
    operation: 'read metadata',
  });
  const { components = [] } = JSON.parse(text) as Metadata;
  return components.find(({ name }) => name === component)?.capabilities?.includes('BULK_PUBSUB') ?? false;
}
