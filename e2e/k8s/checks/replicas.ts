import { Person } from '../../support/person.ts';
import { waitUntil } from '../../support/waiting.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Release } from '../release.ts';
import type { Bench } from '../step.ts';
import { runInside } from './inside.ts';

const REPLICAS = 3;
const SOCKETS = 30;
const REQUESTS = 400;

interface Work {
  /** Requests answered, but for probes. */
  readonly requests: number;
  /** Connections to its public port from elsewhere. */
  readonly connections: number;
}

/** What a copy of a service has done, as it says itself. */
const COUNTING = `
import { readFileSync } from 'node:fs';
const metrics = await (await fetch('http://127.0.0.1:8080/metrics')).text();
let requests = 0;
for (const line of metrics.split('\\n'))
  if (line.startsWith('http_server_request_duration_seconds_count') && line.includes('/api/'))
    requests += Number(line.slice(line.lastIndexOf(' ')));
let connections = 0;
for (const file of ['/proc/net/tcp', '/proc/net/tcp6'])
  for (const line of readFileSync(file, 'utf8').split('\\n').slice(1)) {
    const [, local = '', remote = '', state] = line.trim().split(/\\s+/);
    if (state === '01' && local.endsWith(':1F90') && !/0100007F:/.test(remote)) connections += 1;
  }
console.log(JSON.stringify({ requests, connections }));
process.exit(0);
`;

/** Three copies of chat-api and of realtime, each of which gets its share of the work and does it. */
export async function replicas(cluster: Cluster, release: Release, bench: Bench): Promise<void> {
  const { check } = bench;
  const wanted = ['chat-api', 'realtime'].map((service) => `services.${service}.replicas=${REPLICAS}`);
  await release.install({ set: wanted });
  const work = async (service: string): Promise<Work[]> => {
    const pods = await release.pods(service);
    return Promise.all(
      pods.map(({ metadata }) =>
        runInside<Work>(
          cluster,
          { namespace: release.namespace, pod: metadata.name, container: 'app' },
          COUNTING,
        ),
      ),
    );
  };
  const before = await work('chat-api');
  check(`there are ${REPLICAS} copies of chat-api`, before.length === REPLICAS, String(before.length));
  const ann = await Person.signUp();
  try {
    const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => ann.openSocket()));
    const held = (await work('realtime')).map(({ connections }) => connections);
    const all = held.length === REPLICAS && held.every((count) => count > 0);
    check(`each of ${REPLICAS} copies of realtime holds some of ${SOCKETS} sockets`, all, held.join(', '));
    const task = await ann.make({ title: 'heard through every copy' });
    const hear = sockets.map((socket) => socket.heard('the task', (change) => change.task?.id === task.id));
    const heard = await Promise.allSettled(hear);
    const missed = heard.filter(({ status }) => status === 'rejected').length;
    check('every socket hears of a change, whichever copy holds it', missed === 0, `${missed} did not`);
    await waitUntil('everybody answers', async () => (await ann.tasks()).length > 0);
    await Promise.all(Array.from({ length: REQUESTS }, () => ann.tasks()));
    const after = await work('chat-api');
    const answered = after.map(({ requests }, i) => requests - (before[i]?.requests ?? 0));
    check(
      `each of ${REPLICAS} copies of chat-api answers some of ${REQUESTS} requests`,
      answered.length === REPLICAS && answered.every((count) => count > 0),
      answered.join(', '),
    );
  } finally {
    ann.leave();
  }
}
