import type { Cluster } from '../cluster/cluster.ts';
import { isReady, type Pod } from '../cluster/kinds.ts';
import { until } from '../cluster/until.ts';
import { template } from '../infrastructure/templates.ts';
import type { Release } from '../release.ts';
import type { Bench } from '../step.ts';
import { asking, runInside, type Place, type Reply } from './inside.ts';

/** Ports of a pod that only its own containers may use: the service's for its sidecar, and the sidecar's two APIs. */
const PRIVATE = [8081, 3500, 50001];
/** Where sidecars talk to one another. */
const SIDECARS = 50002;
const READY_WITHIN_MS = 60_000;

type Outcome = Readonly<Record<string, string>>;

/** Tries every private port of every pod, from a pod that has no sidecar. */
const knocking = (ips: readonly string[]): string => `
import net from 'node:net';
import http2 from 'node:http2';
const connects = (host, port) => new Promise((resolve) => {
  const socket = net.connect({ host, port, timeout: 3000 });
  const end = (said) => { socket.destroy(); resolve(said); };
  socket.on('connect', () => end('open'));
  socket.on('timeout', () => end('no answer'));
  socket.on('error', (error) => end(error.code));
});
// A call of another sidecar, by somebody without a certificate of this mesh.
const calls = (origin) => new Promise((resolve) => {
  const session = http2.connect(origin, { rejectUnauthorized: false });
  const end = (said) => { session.destroy(); resolve(said); };
  setTimeout(() => end('no answer'), 5000);
  session.on('error', (error) => end(error.code ?? error.message));
  session.on('close', () => end('closed'));
  const request = session.request({
    ':method': 'POST', ':path': '/dapr.proto.internals.v1.ServiceInvocation/CallLocal',
    'content-type': 'application/grpc', te: 'trailers' });
  request.on('response', (headers) => end('answered ' + headers[':status']));
  request.on('error', (error) => end(error.code ?? error.message));
  request.end(Buffer.alloc(5));
});
const found = {};
await Promise.all(${JSON.stringify(ips)}.map(async (ip) => {
  for (const port of ${JSON.stringify(PRIVATE)}) found[ip + ':' + port] = await connects(ip, port);
  found['tls ' + ip] = await calls('https://' + ip + ':${SIDECARS}');
  found['plain ' + ip] = await calls('http://' + ip + ':${SIDECARS}');
}));
console.log(JSON.stringify(found));
process.exit(0);
`;

/** A pod without a sidecar reaches nobody's private ports and no Secret, from this namespace or another. */
export async function outsiders(
  cluster: Cluster,
  release: Release,
  elsewhere: string,
  nodeImage: string,
  { check }: Bench,
): Promise<void> {
  const meshed = (await release.pods()).filter((pod) => sidecarOf(pod) !== undefined);
  const ips = meshed.map(({ status }) => status.podIP ?? '');
  for (const namespace of [release.namespace, elsewhere]) {
    const place = { namespace, pod: 'outsider' };
    await start(cluster, place, template('outsider.yaml', { nodeImage }));
    try {
      const found = await runInside<Outcome>(cluster, place, knocking(ips));
      const said = (begin: string, ends: string) =>
        Object.entries(found).filter(([where]) => where.startsWith(begin) && where.endsWith(ends));
      for (const port of PRIVATE) {
        const open = said('', `:${port}`).filter(([, outcome]) => outcome === 'open');
        const what = `a pod of ${namespace} without a sidecar cannot connect to port ${port} of ${ips.length} pods`;
        check(
          what,
          ips.length > 0 && open.length === 0,
          open.map(([where]) => where).join(', ') || undefined,
        );
      }
      for (const kind of ['tls', 'plain']) {
        const outcomes = said(`${kind} `, '');
        const heard = outcomes.filter(([, outcome]) => outcome.startsWith('answered'));
        const how = kind === 'tls' ? 'without a certificate' : 'without TLS';
        check(
          `a pod of ${namespace} cannot call a sidecar ${how}`,
          outcomes.length > 0 && heard.length === 0,
          [...new Set(outcomes.map(([, outcome]) => outcome))].join(', '),
        );
      }
      await readsNoSecret(cluster, place, release.namespace, check);
    } finally {
      await remove(cluster, place);
    }
  }
}

/** With the token of its ServiceAccount, which it has unlike Parley's pods. */
async function readsNoSecret(
  cluster: Cluster,
  place: Place,
  namespace: string,
  check: Bench['check'],
): Promise<void> {
  const folder = '/var/run/secrets/kubernetes.io/serviceaccount';
  for (const path of [`secrets`, 'secrets/identity-auth']) {
    const url = `https://kubernetes.default.svc/api/v1/namespaces/${namespace}/${path}`;
    // The certificate is not what this is about.
    const program = `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; process.removeAllListeners('warning');
      ${asking(url, { headers: `{ authorization: 'Bearer ' + read('${folder}/token') }` })}`;
    const { status, body } = await runInside<Reply>(cluster, place, program);
    check(
      `a pod of ${place.namespace} cannot read ${path} of ${namespace}`,
      status === 403,
      `${status ?? body}`,
    );
  }
}

/** Somebody in the mesh whom no policy names is refused, and so is a service that asks for what it may not. */
export async function strangers(
  cluster: Cluster,
  release: Release,
  nodeImage: string,
  { check }: Bench,
): Promise<void> {
  const place = { namespace: release.namespace, pod: 'stranger', container: 'app' };
  const sidecar = 'http://127.0.0.1:3500/v1.0';
  await start(cluster, place, template('stranger.yaml', { nodeImage }));
  try {
    for (const [app, command] of [
      ['identity', 'keys.list'],
      ['chat-api', 'messages.send'],
    ]) {
      const url = `${sidecar}/invoke/${app}/method/rpc/${command}`;
      const reply = await runInside<Reply>(cluster, place, posting(url));
      check(`an app of another name cannot call ${command} of ${app}`, reply.status === 403, shown(reply));
    }
    const secret = await runInside<Reply>(
      cluster,
      place,
      asking(`${sidecar}/secrets/parley-secrets/identity-auth`),
    );
    check('nor read a secret through its sidecar', (secret.status ?? 0) >= 400, shown(secret));
    const event = await runInside<Reply>(cluster, place, posting(`${sidecar}/publish/pubsub/task-events`));
    check('nor publish an event', (event.status ?? 0) >= 400, shown(event));
  } finally {
    await remove(cluster, place);
  }
  const [realtime, audit] = await Promise.all(['realtime', 'audit'].map((name) => release.pods(name)));
  const headers = `{ 'dapr-api-token': read('/var/run/parley/dapr-token/token'), 'content-type': 'application/json' }`;
  const from = async (pods: readonly Pod[] | undefined, path: string, method = 'POST') => {
    const pod = pods?.[0]?.metadata.name ?? '';
    const program = asking(`${sidecar}/${path}`, {
      ...{ method, headers },
      ...(method === 'POST' && { body: '{}' }),
    });
    return runInside<Reply>(cluster, { namespace: release.namespace, pod, container: 'app' }, program);
  };
  const allowed = await from(realtime, 'invoke/identity/method/rpc/keys.list');
  check('realtime, which may, can call keys.list of identity', allowed.status === 200, shown(allowed));
  const denied = await from(audit, 'invoke/chat-api/method/rpc/messages.send');
  check('audit, which may not, cannot call messages.send of chat-api', denied.status === 403, shown(denied));
  const foreign = await from(audit, 'secrets/parley-secrets/identity-auth', 'GET');
  check('audit cannot read the secret of identity', (foreign.status ?? 0) >= 400, shown(foreign));
  const anonymous = await runInside<Reply>(
    cluster,
    { namespace: release.namespace, pod: audit?.[0]?.metadata.name ?? '', container: 'app' },
    posting(`${sidecar}/invoke/identity/method/rpc/keys.list`),
  );
  check('a sidecar obeys nobody without its token', anonymous.status === 401, shown(anonymous));
}

const posting = (url: string): string =>
  asking(url, { method: 'POST', headers: `{ 'content-type': 'application/json' }`, body: '{}' });

const shown = ({ status, body }: Reply): string =>
  `${status ?? 'no answer'} ${status === 200 ? '' : body.slice(0, 120)}`;

/** The sidecar of a pod, be it native or not. */
export function sidecarOf({ spec }: Pod): { readonly name: string } | undefined {
  return [...spec.containers, ...(spec.initContainers ?? [])].find(({ name }) => name === 'daprd');
}

async function start(cluster: Cluster, { namespace, pod }: Place, object: string): Promise<void> {
  await cluster.apply(namespace, object);
  const ready = async () => isReady(await cluster.get<Pod>(namespace, 'pod', pod));
  await until(`${pod} is ready`, ready, READY_WITHIN_MS);
}

async function remove(cluster: Cluster, { namespace, pod }: Place): Promise<void> {
  await cluster.tryKubectl(['-n', namespace, 'delete', 'pod', pod, '--grace-period=1', '--wait=false']);
}
