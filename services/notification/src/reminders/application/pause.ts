import { setTimeout as sleep } from 'node:timers/promises';

/** Lets time pass; replaced in tests. */
export abstract class Pause {
  abstract for(milliseconds: number): Promise<void>;
}

export class RealPause extends Pause {
  override async for(milliseconds: number): Promise<void> {
    await sleep(milliseconds);
  }
}
