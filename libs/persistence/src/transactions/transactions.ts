import { failpoint } from '@parley/kernel';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSerializationFailure } from './database-errors.js';

/** What Parley needs of a client inside a transaction, whatever its models. */
export interface RawClient {
  $queryRaw<T>(query: TemplateStringsArray, ...values: unknown[]): Promise<T>;
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): Promise<number>;
}

/** What Parley needs of a generated Prisma client. */
export interface DatabaseClient<Tx extends RawClient = RawClient> extends RawClient {
  $transaction<T>(work: (tx: Tx) => Promise<T>, options?: { maxWait?: number; timeout?: number }): Promise<T>;
  $connect(): Promise<void>;
  $disconnect(): Promise<void>;
}

interface Scope<Tx> {
  readonly tx: Tx;
  readonly beforeCommit: Map<unknown, () => Promise<void>>;
  readonly afterCommit: Map<unknown, () => void>;
}

/** Ways in which one run may differ. */
export interface TransactionOptions {
  /** Milliseconds until the transaction is rolled back. */
  readonly timeoutMs?: number;
}

const ATTEMPTS = 4;

/**
 * Runs use cases in transactions. Repositories take their client from here, so that everything one use case
 * touches commits together, whoever calls it.
 */
export class Transactions<
  Tx extends RawClient = RawClient,
  Client extends DatabaseClient<Tx> = DatabaseClient<Tx>,
> {
  private readonly scopes = new AsyncLocalStorage<Scope<Tx>>();

  constructor(readonly root: Client) {}

  /** The client of the running transaction. @throws Error outside of `run` */
  get client(): Tx {
    return this.scope().tx;
  }

  /** The running transaction, or the client outside of one; for reads that may be part of either. */
  get current(): Tx | Client {
    return this.scopes.getStore()?.tx ?? this.root;
  }

  /**
   * Runs `work` in a transaction, or in the one already running. A deadlock or serialization failure starts it
   * over, so `work` must not have effects outside of the database.
   */
  async run<T>(work: () => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    if (this.scopes.getStore()) return work();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, options);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isSerializationFailure(error)) throw error;
        await sleep(Math.random() * 20 * attempt);
      }
    }
  }

  /** Runs once at the end of the transaction, when its locks are held; `key` keeps it from being added twice. */
  beforeCommit(key: unknown, work: () => Promise<void>): void {
    const { beforeCommit } = this.scope();
    if (!beforeCommit.has(key)) beforeCommit.set(key, work);
  }

  /** Runs once the transaction is durable; lost if the process dies first. */
  afterCommit(key: unknown, work: () => void): void {
    this.scope().afterCommit.set(key, work);
  }

  private async once<T>(work: () => Promise<T>, options: TransactionOptions): Promise<T> {
    const afterCommit = new Map<unknown, () => void>();
    const result = await this.root.$transaction(
      (tx) => {
        const scope: Scope<Tx> = { tx, beforeCommit: new Map(), afterCommit };
        return this.scopes.run(scope, async () => {
          const value = await work();
          for (const [key, hook] of scope.beforeCommit) {
            // Taken out first: a hook may be wanted again by one that runs after it.
            scope.beforeCommit.delete(key);
            await hook();
          }
          failpoint('transaction.commits');
          return value;
        });
      },
      { maxWait: 5_000, timeout: options.timeoutMs ?? 10_000 },
    );
    failpoint('transaction.committed');
    for (const hook of afterCommit.values()) hook();
    return result;
  }

  private scope(): Scope<Tx> {
    const scope = this.scopes.getStore();
    if (!scope) throw new Error('No transaction is running.');
    return scope;
  }
}
