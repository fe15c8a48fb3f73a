import { DomainError, type ErrorKind } from '@parley/kernel';

/** More work is waiting than can be done in a reasonable time. */
export class BusyError extends DomainError {
  readonly code = 'auth.busy';
  readonly kind: ErrorKind = 'unavailable';

  constructor() {
    super('Too many people are signing in just now. Try again shortly.');
  }
}

/** Lets a bounded number of tasks run at once, others wait in line, and turns away what the line cannot hold. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly slots: number,
    private readonly line: number,
  ) {}

  /** @throws BusyError when the line is full */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.slots) {
      this.running++;
      return;
    }
    if (this.waiting.length >= this.line) throw new BusyError();
    // The slot passes from the one who leaves to the one who waited longest.
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running--;
  }
}
