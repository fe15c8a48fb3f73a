import { Injectable } from '@nestjs/common';
import { tasksExportedV1 } from '@parley/contracts';
import { Clock, exhaustive } from '@parley/kernel';
import { Outbox } from '@parley/outbox';
import { ChatTransactions } from '../../chat-transactions.js';
import { calendarText } from '../../ics/calendar.js';
import type { Scope } from '../../scope.js';
import type { Owner } from '../../tasks/application/task-repository.js';
import { csvText } from '../domain/csv-writer.js';
import type { ExportFormat } from '../domain/formats.js';
import { jsonText } from '../domain/json-writer.js';
import { seriesTodo, taskTodo } from '../domain/todo.js';
import { ExportSource } from './export-source.js';

/** Writes out all tasks of a person. The audit log hears of it first. */
@Injectable()
export class ExportTasks {
  constructor(
    private readonly source: ExportSource,
    private readonly transactions: ChatTransactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns the text piece by piece; a page of tasks is in memory at a time */
  async execute(scope: Scope, format: ExportFormat): Promise<AsyncIterable<string>> {
    const { userId, workspaceId, zone } = scope;
    await this.transactions.run(() => {
      this.outbox.add(tasksExportedV1, { userId, workspaceId, format });
      return Promise.resolve();
    });
    const now = this.clock.now();
    const holdings = { tasks: this.source.tasks(scope), series: this.source.series(scope) };
    switch (format) {
      case 'json':
        return jsonText(holdings, now, zone);
      case 'csv':
        return csvText(holdings.tasks);
      case 'ics': {
        const zones = await this.source.zones(scope);
        return calendarText({ name: 'Parley', zones, now }, this.todos(scope));
      }
      default:
        return exhaustive(format);
    }
  }

  private async *todos(owner: Owner): AsyncGenerator<string> {
    for await (const page of this.source.series(owner)) yield page.map(seriesTodo).join('');
    for await (const page of this.source.tasks(owner)) yield page.map(taskTodo).join('');
  }
}
