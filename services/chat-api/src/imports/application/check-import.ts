import { Injectable } from '@nestjs/common';
import { ChatTransactions } from '../../chat-transactions.js';
import { personalConversationId } from '../../conversations/domain/conversation.js';
import { MAX_ROWS, TooManyRowsError } from '../domain/errors.js';
import type { Import } from '../domain/import.js';
import { madeRow, type MadeRow } from '../domain/made-row.js';
import { decodeFile, formatOf, readers } from '../domain/sources/readers.js';
import { ImportJournal } from './import-journal.js';
import { ImportWork, type HeldImport } from './import-work.js';

/** Rows that are stored in one transaction. */
const BATCH = 200;

/** Reads a file and keeps what each of its rows is to become. Goes on where a process before it stopped. */
@Injectable()
export class CheckImport {
  constructor(
    private readonly transactions: ChatTransactions,
    private readonly work: ImportWork,
    private readonly journal: ImportJournal,
  ) {}

  /** @throws UnreadableFileError, TooManyRowsError, LeaseLostError */
  async execute(held: HeldImport): Promise<void> {
    const { one } = held;
    const text = decodeFile(await this.work.file(one.id));
    const format = one.format ?? formatOf(text);
    const { scope, createdAt: now, name } = one;
    const into = { importId: one.id, scope, conversationId: personalConversationId(scope), now };
    let position = 0;
    let batch: MadeRow[] = [];
    for await (const row of readers[format](text, { ...scope, now, name })) {
      position += 1;
      if (position > MAX_ROWS) throw new TooManyRowsError();
      // The same rows come in the same order, so those that are stored are passed over.
      if (position <= one.checked) continue;
      batch.push(madeRow(row, into));
      if (batch.length < BATCH) continue;
      await this.store(held, position - batch.length + 1, batch);
      batch = [];
    }
    await this.transactions.run(async () => {
      await this.work.renew(held, 'checking');
      if (batch.length > 0) await this.work.addRows(one, position - batch.length + 1, batch);
      const read = await this.work.renew(held, 'checking');
      await this.journal.move(read, 'ready', { format });
    });
  }

  private async store(held: HeldImport, first: number, rows: readonly MadeRow[]): Promise<void> {
    await this.transactions.run(async () => {
      await this.work.renew(held, 'checking');
      await this.work.addRows(held.one, first, rows);
      const progressed: Import = await this.work.renew(held, 'checking');
      this.journal.progressed(progressed);
    });
  }
}
