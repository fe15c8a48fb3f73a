import { Injectable } from '@nestjs/common';
import type { Reminder, ReminderStatus } from '../domain/reminder.js';
import { ReminderRepository, type PageKey } from './reminder-repository.js';

export interface ReminderPage {
  readonly items: readonly Reminder[];
  /** Null on the last page. */
  readonly next: PageKey | null;
}

/** Reads the reminders of a user, a page at a time. */
@Injectable()
export class ListReminders {
  constructor(private readonly reminders: ReminderRepository) {}

  /** @param limit 1..100 */
  async execute(
    scope: { readonly workspaceId: string; readonly userId: string },
    status: ReminderStatus,
    after: PageKey | undefined,
    limit: number,
  ): Promise<ReminderPage> {
    const found = await this.reminders.list(scope, status, after, limit + 1);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? { dueAt: last.dueAt, id: last.id } : null };
  }
}
