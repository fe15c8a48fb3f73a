import { DEFAULT_DIR } from '../paths.ts';
import { isSameProcess } from '../process/identity.ts';
import { StateFile } from '../state-file.ts';
import { waitFor } from '../waiting.ts';

/** Ends the running stack in an orderly way, from another terminal. */
export async function stop(): Promise<number> {
  const state = new StateFile(DEFAULT_DIR).read();
  if (state === undefined) {
    console.log('Parley does not run.');
    return 0;
  }
  const { pid, startTime } = state.owner;
  process.kill(pid, 'SIGTERM');
  await waitFor('stopping', () => !isSameProcess(pid, startTime), { timeoutMs: 60_000, intervalMs: 100 });
  console.log('Parley has stopped.');
  return 0;
}
