import { UsageError } from './errors.ts';

/** An image to build. */
export interface Image {
  /** Name of the service, e.g. `chat-api`. */
  readonly service: string;
  /** Target in the Dockerfile. */
  readonly target: 'service' | 'web';
  /** Full name with tag. */
  readonly reference: string;
}

/** What is known of a service here. */
interface Service {
  readonly name: string;
  readonly kind: 'node' | 'static';
}

/**
 * The images of these services, or of those named.
 * @param registry host and path in front of `parley/<service>`; none when absent
 * @throws UsageError for a name that no service has
 */
export function imagesOf(
  services: readonly Service[],
  {
    only,
    tag,
    registry,
  }: { only?: readonly string[] | undefined; tag: string; registry?: string | undefined },
): Image[] {
  const unknown = only?.filter((name) => !services.some((service) => service.name === name)) ?? [];
  if (unknown.length > 0) {
    const names = services.map(({ name }) => name).join(', ');
    throw new UsageError(`There is no service ${unknown.join(', ')}. There are: ${names}.`);
  }
  return services
    .filter(({ name }) => only?.includes(name) ?? true)
    .map(({ name, kind }) => ({
      service: name,
      target: kind === 'static' ? 'web' : 'service',
      reference: `${registry === undefined ? '' : `${registry}/`}parley/${name}:${tag}`,
    }));
}
