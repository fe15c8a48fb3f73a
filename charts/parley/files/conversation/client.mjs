// What talks to Parley from inside its cluster, or from anywhere with PUBLIC_URL alone.
import { setTimeout as delay } from 'node:timers/promises';

/** What browsers send as `Origin`. */
export const origin = process.env.PUBLIC_URL;

const routes = Object.entries(JSON.parse(process.env.ROUTES ?? '{}')).flatMap(([service, paths]) =>
  paths.map((path) => ({ service, path })),
);
// The longest prefix first.
routes.sort((one, other) => other.path.length - one.path.length);
const deadline = Date.now() + Number(process.env.TIMEOUT_SECONDS ?? 60) * 1_000;

/** Where a path is served: by its service inside the cluster, which ROUTES names. */
export function urlOf(path) {
  const route = routes.find(({ path: prefix }) => path.startsWith(prefix));
  return route === undefined ? `${origin}${path}` : `http://${route.service}:8080${path}`;
}

/** Repeats `attempt` until it gives something; at the deadline it throws why it did not. */
export async function until(what, attempt) {
  let reason = 'nothing came';
  while (Date.now() < deadline) {
    try {
      const found = await attempt();
      if (found !== undefined) return found;
    } catch (error) {
      reason = error.cause?.message ?? error.message;
    }
    await delay(200);
  }
  throw new Error(`Waited in vain: ${what} (${reason}).`);
}

/** One call of the API; throws an Error with the answer's `status` and `body` unless it succeeds. */
export async function call(method, path, headers, body) {
  const response = await fetch(urlOf(path), {
    method,
    headers: { origin, ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(5_000),
  });
  const text = await response.text();
  const json = /[/+]json/.test(response.headers.get('content-type') ?? '');
  if (!response.ok) {
    const error = new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    throw Object.assign(error, { status: response.status, body: json ? JSON.parse(text) : {} });
  }
  return { headers: response.headers, body: json ? JSON.parse(text) : {} };
}
