import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@parley/kernel';
import { ChatTransactions } from '../../chat-transactions.js';
import type { Scope } from '../../scope.js';
import { cleanText } from '../../tasks/domain/task-content.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { ImportStateError, NoFileError } from '../domain/errors.js';
import { isCancellable, type Import } from '../domain/import.js';
import type { SourceFormat } from '../domain/sources/readers.js';
import { ImportJournal } from './import-journal.js';
import { ImportStore } from './import-store.js';
import { ImportSignal } from './import-signal.js';

const MAX_NAME = 200;

/** What a person does with an import: hands a file in, starts it, calls it off. */
@Injectable()
export class ManageImports {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly store: ImportStore,
    private readonly journal: ImportJournal,
    private readonly signal: ImportSignal,
    private readonly clock: Clock,
  ) {}

  /** Takes a file in; it is read in the background. @throws NoFileError, ImportBusyError */
  create(
    { userId, workspaceId, zone, locale }: Scope,
    file: Uint8Array,
    said: { readonly name?: string | undefined; readonly format?: SourceFormat | undefined },
  ): Promise<Import> {
    if (file.length === 0) throw new NoFileError();
    const one: Import = {
      ...{ id: newId(), scope: { userId, workspaceId, zone, locale }, status: 'checking', size: file.length },
      name: said.name === undefined ? null : cleanText(said.name).trim().slice(0, MAX_NAME) || null,
      format: said.format ?? null,
      ...{ checked: 0, tasks: 0, series: 0, known: 0, skipped: 0, refused: 0, made: 0, announced: 0 },
      ...{ problem: null, createdAt: this.clock.now(), finishedAt: null },
    };
    return this.transactions.run(async () => {
      await this.store.insert(one, file);
      this.journal.progressed(one);
      this.wake();
      return one;
    });
  }

  /** Has the tasks made. Asking again changes nothing. @throws ImportNotFoundError, ImportStateError */
  start(owner: Owner, id: string): Promise<Import> {
    return this.transactions.run(async () => {
      const one = await this.store.getForUpdate(owner, id);
      switch (one.status) {
        case 'running':
        case 'finishing':
        case 'completed':
          return one;
        case 'ready':
          this.wake();
          return this.journal.move(one, 'running');
        case 'checking':
          throw new ImportStateError(one.status, 'The file is still being read. Wait until it is ready.');
        default:
          throw new ImportStateError(one.status, 'This import is over. Hand the file in again.');
      }
    });
  }

  /** Nothing of it is made. Asking again changes nothing. @throws ImportNotFoundError, ImportStateError */
  cancel(owner: Owner, id: string): Promise<Import> {
    return this.transactions.run(async () => {
      const one = await this.store.getForUpdate(owner, id);
      if (one.status === 'cancelled') return one;
      if (!isCancellable(one.status))
        throw new ImportStateError(one.status, 'It is too late to cancel: the tasks are there already.');
      return this.journal.move(one, 'cancelled');
    });
  }

  private wake(): void {
    this.transactions.afterCommit(this, () => {
      this.signal.raise();
    });
  }
}
