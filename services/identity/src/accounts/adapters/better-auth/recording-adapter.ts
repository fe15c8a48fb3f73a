import type { DBAdapter, Where } from 'better-auth/adapters';
import type { IdentityTransactions } from '../../../identity-transactions.js';
import type { Recorder } from './recorder.js';

type Row = Record<string, unknown>;

/**
 * Wraps better-auth's database adapter so that a change and what is told of it commit together, and so that
 * better-auth's own transactions are ours. Its hooks would run after the commit.
 */
export function recordingAdapter(
  inner: DBAdapter,
  transactions: IdentityTransactions,
  recorder: Recorder,
): DBAdapter {
  const rowsOf = (model: string, where: Where[]): Promise<Row[]> =>
    inner.findMany<Row>({ model, where, limit: 1000 });

  const removing = async <T>(model: string, where: Where[], remove: () => Promise<T>): Promise<T> => {
    if (!recorder.watches(model)) return remove();
    return transactions.run(async () => {
      const rows = await rowsOf(model, where);
      const result = await remove();
      for (const row of rows) await recorder.removed(model, row);
      return result;
    });
  };

  const adapter: DBAdapter = {
    ...inner,
    transaction: (work) => transactions.run(() => work(adapter)),
    create: async <R>(input: Parameters<DBAdapter['create']>[0]): Promise<R> => {
      const create = (): Promise<R> => inner.create<Row, R>(input);
      if (!recorder.watches(input.model)) return create();
      return transactions.run(async () => {
        const row = await create();
        await recorder.created(input.model, row as Row);
        return row;
      });
    },
    update: async <T>(input: Parameters<DBAdapter['update']>[0]): Promise<T | null> => {
      const update = (): Promise<T | null> => inner.update<T>(input);
      if (!recorder.watches(input.model)) return update();
      return transactions.run(async () => {
        const [before] = await rowsOf(input.model, input.where);
        const row = await update();
        if (before && row) await recorder.updated(input.model, before, row);
        return row;
      });
    },
    delete: (input) => removing(input.model, input.where, () => inner.delete(input)),
    deleteMany: (input) => removing(input.model, input.where, () => inner.deleteMany(input)),
  };
  return adapter;
}
