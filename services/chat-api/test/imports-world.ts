import { ImportRunner } from '../src/imports/adapters/import-runner.js';
import { ExportTasks } from '../src/export/application/export-tasks.js';
import type { ExportFormat } from '../src/export/domain/formats.js';
import { CheckImport } from '../src/imports/application/check-import.js';
import { ImportJournal } from '../src/imports/application/import-journal.js';
import { ImportSignal } from '../src/imports/application/import-signal.js';
import { ImportStore } from '../src/imports/application/import-store.js';
import { ImportWork } from '../src/imports/application/import-work.js';
import { ManageImports } from '../src/imports/application/manage-imports.js';
import { RunImport } from '../src/imports/application/run-import.js';
import type { Import } from '../src/imports/domain/import.js';
import type { SourceFormat } from '../src/imports/domain/sources/readers.js';
import type { Scope } from '../src/scope.js';
import type { Chat } from './chat.js';

/** What the tests of imports say often. */
export class ImportsWorld {
  readonly manage: ManageImports;
  readonly store: ImportStore;

  constructor(readonly chat: Chat) {
    this.manage = chat.use(ManageImports);
    this.store = chat.use(ImportStore);
  }

  /** A replica that works on imports when it is told to. */
  replica(): ImportRunner {
    const { transactions, use } = this.chat;
    return new ImportRunner(
      transactions,
      use(ImportWork),
      use(CheckImport),
      use(RunImport),
      use(ImportJournal),
      use(ImportSignal),
    );
  }

  /** Hands a file in and has it read. */
  async checked(user: Scope, text: string, format?: SourceFormat): Promise<Import> {
    const { id } = await this.manage.create(user, Buffer.from(text), { format });
    await this.replica().runAll();
    return this.store.get(user, id);
  }

  /** The same, and everything made and told. */
  async imported(user: Scope, text: string, format?: SourceFormat): Promise<Import> {
    const { id } = await this.checked(user, text, format);
    await this.manage.start(user, id);
    await this.replica().runAll();
    return this.store.get(user, id);
  }

  async exported(user: Scope, format: ExportFormat = 'json'): Promise<string> {
    const pieces: string[] = [];
    for await (const piece of await this.chat.use(ExportTasks).execute(user, format)) pieces.push(piece);
    return pieces.join('');
  }

  /** Titles of all tasks that are there, done ones too. */
  async titles(user: Scope): Promise<string[]> {
    const { userId } = user;
    const rows = await this.chat.transactions.root.task.findMany({
      where: { userId, deletedAt: null },
      orderBy: { number: 'asc' },
      select: { title: true },
    });
    return rows.map(({ title }) => title);
  }
}
