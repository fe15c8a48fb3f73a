import { Gather } from './gather.js';

/** Work that is done when told to, and the batches it was given. */
class SteppedWork {
  readonly batches: string[][] = [];
  private finish: (() => void)[] = [];

  readonly run = async (items: readonly string[]): Promise<string[]> => {
    this.batches.push([...items]);
    await new Promise<void>((resolve) => this.finish.push(resolve));
    if (items.includes('bad')) throw new Error('bad');
    return items.map((item) => item.toUpperCase());
  };

  /** Ends the running batch and every later one. */
  async flow(): Promise<void> {
    while (this.finish.length > 0) {
      this.finish.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function gathering(limit = 10): { work: SteppedWork; gather: Gather<string, string> } {
  const work = new SteppedWork();
  return { work, gather: new Gather(work.run, { keyOf: (item) => item, limit }) };
}

describe(Gather.name, () => {
  it('starts at once, and puts what arrives meanwhile into one batch', async () => {
    const { work, gather } = gathering();
    const results = Promise.all(['a', 'b', 'c'].map((item) => gather.add(item)));
    await work.flow();
    expect(await results).toEqual(['A', 'B', 'C']);
    expect(work.batches).toEqual([['a'], ['b', 'c']]);
  });

  it('keeps batches below the limit and items of one key apart', async () => {
    const { work, gather } = gathering(2);
    const results = Promise.all(['x', 'a', 'a', 'b', 'c'].map((item) => gather.add(item)));
    await work.flow();
    await results;
    expect(work.batches).toEqual([['x'], ['a', 'b'], ['a', 'c']]);
  });

  it('handles the others alone when one of them cannot be handled', async () => {
    const { work, gather } = gathering();
    const results = Promise.allSettled(['x', 'a', 'bad', 'b'].map((item) => gather.add(item)));
    await work.flow();
    expect((await results).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('fails a batch as a whole when the database is away', async () => {
    let calls = 0;
    const away = () => {
      calls += 1;
      return Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
    };
    const gather = new Gather<string, string>(away, { keyOf: (item) => item, limit: 10 });
    const results = await Promise.allSettled(['x', 'a', 'b'].map((item) => gather.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(calls).toBe(2);
  });

  it('refuses an item without a key, and goes on', async () => {
    const work = new SteppedWork();
    const keyOf = (item: string) => {
      if (item === 'keyless') throw new Error('no key');
      return item;
    };
    const gather = new Gather(work.run, { keyOf, limit: 10 });
    await expect(gather.add('keyless')).rejects.toThrow('no key');
    const result = gather.add('a');
    await work.flow();
    expect(await result).toBe('A');
  });
});
