import path from 'node:path';
import { freePorts, ManagedProcess, waitFor } from '../src/index.ts';
import { takenPorts } from '../src/ports.ts';
import { Ledger } from '../src/process/ledger.ts';
import { Supervisor } from '../src/supervisor.ts';
import { removeTemporaryFolders, temporaryFolder } from './fixture/fixture-services.ts';

const ledgers: Ledger[] = [];
afterAll(() => {
  for (const ledger of ledgers) ledger.close();
  removeTemporaryFolders();
});

/** A process that runs a shell script. */
function shell(script: string, stopTimeoutMs = 10_000): ManagedProcess {
  const dir = temporaryFolder();
  const ledger = new Ledger(path.join(dir, 'run'));
  ledgers.push(ledger);
  const logFile = path.join(dir, 'logs', 'sample.log');
  const env = { PATH: process.env['PATH'] ?? '' };
  return new ManagedProcess(
    { name: 'sample', command: '/bin/sh', args: ['-c', script], cwd: dir, env, logFile, stopTimeoutMs },
    ledger,
  );
}

describe('a process', () => {
  it('that ends while it should become ready is reported with the end of its log', async () => {
    const sample = shell('echo the reason; exit 3');
    sample.start();
    await expect(sample.waitUntil(() => false)).rejects.toThrow(/ended while it was starting[^]*the reason/);
  });

  it('that ignores the request to end is killed', async () => {
    const sample = shell("trap '' TERM; echo up; while :; do sleep 0.05; done", 300);
    sample.start();
    await sample.waitUntil(() => sample.logTail().includes('up'));
    await sample.stop();
    expect(sample.running).toBe(false);
  });

  it('that is suspended can still be stopped', async () => {
    const sample = shell('while :; do sleep 0.05; done', 5_000);
    sample.start();
    await sample.kill('SIGSTOP');
    const began = performance.now();
    await sample.stop();
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});

describe('the supervisor', () => {
  it('starts a killed process again, and says what happened', async () => {
    const lines: string[] = [];
    const supervisor = new Supervisor((line) => lines.push(line));
    const sample = shell('echo working; while :; do sleep 0.05; done');
    supervisor.watch(sample);
    sample.start();
    await sample.waitUntil(() => sample.logTail().includes('working'));
    await sample.kill('SIGKILL');
    await waitFor('the restart', () => sample.running);
    expect(lines.join('\n')).toMatch(/sample ended by SIGKILL; starting it again in 0.25 s[^]*working/);
    await sample.stop();
    supervisor.close();
  });

  it('leaves a process alone that was stopped', async () => {
    const lines: string[] = [];
    const supervisor = new Supervisor((line) => lines.push(line));
    const sample = shell('while :; do sleep 0.05; done');
    supervisor.watch(sample);
    sample.start();
    await sample.stop();
    expect(lines).toEqual([]);
    supervisor.close();
  });
});

it('gives stacks that start at the same time different ports', async () => {
  const plans = await Promise.all([freePorts(), freePorts(), freePorts()]);
  expect(new Set(plans.map(({ base }) => base)).size).toBe(3);
  expect(await takenPorts(plans[0].base, 50)).toEqual([]);
  for (const plan of plans) plan.release();
});
