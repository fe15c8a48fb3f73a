import { Controller, Get, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@parley/service-kit';
import { ListReminders } from '../application/list-reminders.js';
import { ReminderPageAnswer, toAnswer } from './reminders-answers.js';
import { fromCursor, RemindersQuery, toCursor } from './reminders-query.js';

/** The caller's own reminders. They are set and moved through their tasks. */
@Controller('api/v1/reminders')
export class RemindersController {
  constructor(private readonly listReminders: ListReminders) {}

  /** Reminders of the caller: scheduled ones soonest first, others latest first. */
  @Get()
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() { state, cursor, limit }: RemindersQuery,
  ): Promise<ReminderPageAnswer> {
    const after = cursor === undefined ? undefined : fromCursor(cursor);
    const { items, next } = await this.listReminders.execute(principal, state, after, limit);
    return { items: items.map(toAnswer), nextCursor: next && toCursor(next) };
  }
}
