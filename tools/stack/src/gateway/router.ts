/** A path prefix and the ports of the replicas that serve it. */
export interface Route {
  readonly prefix: string;
  readonly service: string;
  readonly ports: readonly number[];
}

/** The route with the longest prefix that covers `pathname`; a prefix ends at a segment, `/a` never covers `/ab`. */
export function findRoute<T extends { readonly prefix: string }>(
  routes: readonly T[],
  pathname: string,
): T | undefined {
  return routes
    .filter(
      ({ prefix }) =>
        pathname === prefix || pathname.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`),
    )
    .reduce<T | undefined>(
      (best, route) => (best && best.prefix.length >= route.prefix.length ? best : route),
      undefined,
    );
}

/**
 * The path of a request target, or undefined when it could mean something else to the service than it does here:
 * dot segments, backslashes and encoded separators. Browsers send none of these.
 */
export function safePathname(target: string): string | undefined {
  const [pathname = ''] = target.split('?', 1);
  if (!pathname.startsWith('/') || pathname.startsWith('//')) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (/[\\\0]|%2f|%5c/i.test(pathname + decoded)) return undefined;
  return decoded.split('/').some((segment) => segment === '.' || segment === '..') ? undefined : pathname;
}

/** Chooses replicas in turn, those last that are down or about to be. */
export class Replicas {
  private readonly downUntil = new Map<number, number>();
  private readonly turns = new Map<string, number>();
  private readonly restMs: number;

  constructor(restMs = 1_000) {
    this.restMs = restMs;
  }

  /** All replicas of the route in the order in which to try them at time `now` (milliseconds). */
  inOrder(route: Route, now: number): number[] {
    const turn = this.turns.get(route.service) ?? 0;
    this.turns.set(route.service, turn + 1);
    const rotated = route.ports.map((_, i) => route.ports[(i + turn) % route.ports.length] as number);
    const resting = (port: number) => (this.downUntil.get(port) ?? 0) > now;
    return [...rotated.filter((port) => !resting(port)), ...rotated.filter(resting)];
  }

  /** Leaves a replica out for a moment, unless there is no other. */
  rest(port: number, now: number): void {
    this.downUntil.set(port, now + this.restMs);
  }
}
