import path from 'node:path';
import { DEFAULT_DIR } from '../paths.ts';
import { runningEntries } from '../process/ledger.ts';
import { StateFile } from '../state-file.ts';
import { accepts, httpStatus } from '../waiting.ts';

/** Prints a line per process. @returns 0 when everything is ready, 1 otherwise, 3 when nothing runs */
export async function status(): Promise<number> {
  const state = new StateFile(DEFAULT_DIR).read();
  if (state === undefined) {
    console.log('Parley does not run. Start it with: npm start');
    return 3;
  }
  const { gateway, schedulerHealth, ...ports } = state.infrastructure;
  const is = (code: number) => (answer: number) => answer === code;
  const checks: { name: string; port: number; ready: Promise<boolean> }[] = [
    { name: 'gateway', port: gateway, ready: accepts(gateway) },
    ...state.parts.map((name) => {
      const port = ports[name as keyof typeof ports];
      const healthy = () => httpStatus(schedulerHealth, '/healthz').then(is(200));
      return { name, port, ready: name === 'scheduler' ? healthy() : accepts(port) };
    }),
    ...state.replicas.flatMap(({ name, ports }) => [
      { name, port: ports.http, ready: httpStatus(ports.http, '/readyz').then(is(200)) },
      {
        name: `${name}.daprd`,
        port: ports.daprHttp,
        ready: httpStatus(ports.daprHttp, '/v1.0/healthz').then(is(204)),
      },
    ]),
  ];
  const pids = new Map(runningEntries(path.join(DEFAULT_DIR, 'run')).map(({ name, pid }) => [name, pid]));
  console.log(`Parley at ${state.url}, since ${state.startedAt}\n`);
  let everythingReady = true;
  for (const { name, port, ready } of checks) {
    const pid = pids.get(name);
    const word = pid === undefined ? 'not running' : (await ready) ? 'ready' : 'not ready';
    everythingReady &&= word === 'ready';
    console.log(`${name.padEnd(26)}${word.padEnd(13)}port ${port}  pid ${pid ?? '-'}`);
  }
  return everythingReady ? 0 : 1;
}
