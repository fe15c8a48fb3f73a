import { execFile } from 'node:child_process';
import { appendFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const MIB = 1_048_576;
const FILL_EVERY_MS = 50;

/** A small disk over the data folder of a process that does not run, with all that is in the folder. */
export class SmallDisk {
  private readonly folder: string;
  private filling: NodeJS.Timeout | undefined;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @param spareMiB how much more than the data that is there fits onto it */
  static async over(folder: string, spareMiB: number): Promise<SmallDisk> {
    const { uid, gid, mode } = statSync(folder);
    const { stdout: used } = await execute('du', ['-sk', folder]);
    const access = `uid=${uid},gid=${gid},mode=${(mode & 0o777).toString(8)}`;
    const small = `size=${Number(used.split('\t')[0]) + spareMiB * 1_024}k,${access}`;
    const aside = `${folder}.aside`;
    await execute('mkdir', [aside]);
    await execute('mount', ['--bind', folder, aside]);
    await execute('mount', ['-t', 'tmpfs', '-o', small, 'parley', folder]);
    await copy(aside, folder);
    return new SmallDisk(folder);
  }

  /** Takes all free space, also what becomes free meanwhile. */
  fill(): void {
    this.take();
    this.filling = setInterval(() => {
      this.take();
    }, FILL_EVERY_MS);
  }

  free(): void {
    clearInterval(this.filling);
    rmSync(this.filler, { force: true });
  }

  /** Puts the data, as it is now, back where it was. The process must not run. */
  async remove(): Promise<void> {
    this.free();
    const aside = `${this.folder}.aside`;
    await execute('find', [aside, '-mindepth', '1', '-delete']);
    await copy(this.folder, aside);
    await execute('umount', [this.folder]);
    await execute('umount', [aside]);
    await execute('rmdir', [aside]);
  }

  private get filler(): string {
    return path.join(this.folder, 'filler');
  }

  private take(): void {
    const { bavail, bsize } = statfsSync(this.folder);
    for (let left = bavail * bsize; left > 0; left -= MIB) {
      try {
        appendFileSync(this.filler, Buffer.alloc(Math.min(left, MIB)));
      } catch {
        return; // somebody else was faster
      }
    }
  }
}

async function copy(from: string, to: string): Promise<void> {
  await execute('cp', ['-a', `${from}/.`, `${to}/`]);
}
