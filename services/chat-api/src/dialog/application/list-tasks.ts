import { Injectable } from '@nestjs/common';
import type { Reply } from '../../conversations/domain/message.js';
import { SearchTasks } from '../../tasks/application/search-tasks.js';
import { CreateFromText } from './create-from-text.js';
import type { DialogTurn, IntentOf } from './dialog-turn.js';

/** How many tasks a message shows; the task list shows the rest. */
const SHOWN = 20;

/** Shows the tasks that a filter matches. */
@Injectable()
export class ListTasks {
  constructor(
    private readonly search: SearchTasks,
    private readonly create: CreateFromText,
  ) {}

  async execute(turn: DialogTurn, intent: IntentOf<'list' | 'search'>): Promise<Reply> {
    const { tasks, total } = await this.search.matching(turn.scope, intent.filter, SHOWN);
    if (total === 0 && intent.kind === 'search' && intent.otherwise) {
      return this.create.execute(turn, intent.otherwise);
    }
    const query = intent.source;
    if (total === 0) return { text: query ? `Nothing matches ${query}.` : 'Nothing to do.', blocks: [] };
    const count = total === 1 ? '1 task' : `${total} tasks`;
    return {
      text: total > tasks.length ? `${count}; here are the first ${tasks.length}.` : `${count}.`,
      blocks: [{ type: 'task-list', query, taskIds: tasks.map(({ id }) => id), total }],
    };
  }
}
