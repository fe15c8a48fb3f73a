/** A wait that can be cut short, for everyone who waits. */
export class Pause {
  private readonly waiting = new Set<() => void>();

  for(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.waiting.add(done);
    });
  }

  end(): void {
    for (const done of [...this.waiting]) done();
  }
}
