import { Injectable } from '@nestjs/common';
import { say } from '@parley/language';
import { UndoAction } from '../../actions/application/undo-action.js';
import type { Reply } from '../../conversations/domain/message.js';
import type { Task } from '../../tasks/domain/task.js';
import { textsFor } from '../texts/texts.js';
import type { DialogTurn } from './dialog-turn.js';
import { acted } from './replies.js';

/** Said of an occurrence that an undone act had led to. */
export function stays({ scope }: DialogTurn, { number }: Pick<Task, 'number'>): string {
  return say(textsFor(scope.locale).nextStays, { n: number });
}

/** Takes the user's last act back. */
@Injectable()
export class UndoLast {
  constructor(private readonly undo: UndoAction) {}

  async execute(turn: DialogTurn): Promise<Reply> {
    const { tasks, kept } = await this.undo.execute(turn.scope);
    const said = [textsFor(turn.scope.locale).undone, ...kept.map((task) => stays(turn, task))];
    return acted(said.join(' '), tasks, []);
  }
}
