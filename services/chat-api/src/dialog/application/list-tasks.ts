import { Injectable } from '@nestjs/common';
import type { Reply } from '../../conversations/domain/message.js';
import { SearchTasks } from '../../tasks/application/search-tasks.js';
import type { Correction } from '../../tasks/domain/correction.js';
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
    const otherwise = intent.kind === 'search' ? intent.otherwise : undefined;
    // Of two readings, the one with a mistake in it is not the better.
    const page = { limit: SHOWN, tolerant: otherwise === undefined };
    const { tasks, total, corrections } = await this.search.matching(turn.scope, intent.filter, page);
    if (total === 0 && otherwise) return this.create.execute(turn, otherwise);
    const query = intent.source;
    if (total === 0) return { text: query ? `Nothing matches ${query}.` : 'Nothing to do.', blocks: [] };
    const count = total === 1 ? '1 task' : `${total} tasks`;
    const found = total > tasks.length ? `${count}; here are the first ${tasks.length}.` : `${count}.`;
    return {
      text: [...corrections.map(insteadOf), found].join(' '),
      blocks: [{ type: 'task-list', query, taskIds: tasks.map(({ id }) => id), total }],
    };
  }
}

/** Says that a word is nowhere, and what was searched for. */
function insteadOf({ word, near }: Correction): string {
  return `Nothing has "${word}", so this is for ${near.map((text) => `"${text}"`).join(' or ')}.`;
}
