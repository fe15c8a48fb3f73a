import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { CreateTaskBody, PRIORITIES } from './create-task-body.js';
import { PrismaClient } from './generated/prisma/client.js';
import { CurrentOwner, TokenGuard, type Owner } from './token.guard.js';

@Controller('api/v1/tasks')
@UseGuards(TokenGuard)
export class TasksController {
  constructor(private readonly database: PrismaClient) {}

  /** One insert, and the row as the answer. */
  @Post()
  async create(@CurrentOwner() owner: Owner, @Body() body: CreateTaskBody) {
    const now = new Date();
    const { priority, ...task } = await this.database.task.create({
      data: {
        ...owner,
        id: randomUUID(),
        conversationId: randomUUID(),
        title: body.title,
        notes: body.notes ?? '',
        priority: PRIORITIES.indexOf(body.priority ?? 'medium') + 1,
        tags: body.tags ?? [],
        list: body.list ?? null,
        createdAt: now,
        updatedAt: now,
      },
    });
    return { ...task, priority: PRIORITIES[priority - 1] };
  }
}
