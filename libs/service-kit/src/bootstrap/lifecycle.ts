import { Injectable } from '@nestjs/common';

/** Whether the process is on its way down. */
@Injectable()
export class Lifecycle {
  private stopping = false;

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Makes readiness fail, so that no new work is routed here. */
  stop(): void {
    this.stopping = true;
  }
}
