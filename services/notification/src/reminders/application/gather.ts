import { isDatabaseUnavailable } from '@parley/persistence';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly key: string;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

export interface GatherOptions<Item> {
  /** Items of one key never share a batch and keep their order. */
  readonly keyOf: (item: Item) => string;
  /** Largest batch. */
  readonly limit: number;
}

/**
 * Lets callers share transactions: items that arrive while one batch runs make up the next. Nobody waits for company,
 * and one transaction serves many when many are waiting.
 */
export class Gather<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private running = false;

  /** @param work handles a batch in one transaction and answers for each item in order */
  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly options: GatherOptions<Item>,
  ) {}

  /** @returns once the batch with the item is committed; an item without key is refused alone */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, key: this.options.keyOf(item), resolve, reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.handle(this.take());
    this.running = false;
  }

  private take(): Waiting<Item, Result>[] {
    const batch = new Map<string, Waiting<Item, Result>>();
    const left: Waiting<Item, Result>[] = [];
    for (const waiting of this.waiting) {
      if (batch.size < this.options.limit && !batch.has(waiting.key)) batch.set(waiting.key, waiting);
      else left.push(waiting);
    }
    this.waiting = left;
    return [...batch.values()];
  }

  private async handle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => {
        resolve(results[index] as Result);
      });
    } catch (error) {
      if (batch.length === 1 || isDatabaseUnavailable(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      // One item that cannot be handled must not keep the others from being handled.
      for (const waiting of batch) await this.handle([waiting]);
    }
  }
}
