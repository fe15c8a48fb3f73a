import { Injectable } from '@nestjs/common';
import { say } from '@parley/language';
import type { Reply } from '../../conversations/domain/message.js';
import { SearchTasks } from '../../tasks/application/search-tasks.js';
import type { Correction } from '../../tasks/domain/correction.js';
import { counted } from '../texts/counted.js';
import { textsFor, type Texts } from '../texts/texts.js';
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
    const texts = textsFor(turn.scope.locale);
    if (total === 0)
      return { text: query ? say(texts.nothingMatches, { query }) : texts.nothingToDo, blocks: [] };
    const count = counted(texts, 'task', total);
    const text = total > tasks.length ? texts.foundFirst : texts.found;
    const found = say(text, { count, shown: tasks.length });
    return {
      text: [...corrections.map((one) => insteadOf(texts, one)), found].join(' '),
      blocks: [{ type: 'task-list', query, taskIds: tasks.map(({ id }) => id), total }],
    };
  }
}

/** Says that a word is nowhere, and what was searched for. */
function insteadOf(texts: Texts, { word, near }: Correction): string {
  const words = near.map((title) => say(texts.quoted, { title })).join(texts.or);
  return say(texts.insteadOf, { word, near: words });
}
