import { Injectable } from '@nestjs/common';
import { UndoAction } from '../../actions/application/undo-action.js';
import type { Reply } from '../../conversations/domain/message.js';
import type { Task } from '../../tasks/domain/task.js';
import type { DialogTurn } from './dialog-turn.js';
import { acted } from './replies.js';

/** Said of an occurrence that an undone act had led to. */
export function stays({ number }: Pick<Task, 'number'>): string {
  return `The next one, #${number}, stays because it was changed.`;
}

/** Takes the user's last act back. */
@Injectable()
export class UndoLast {
  constructor(private readonly undo: UndoAction) {}

  async execute(turn: DialogTurn): Promise<Reply> {
    const { tasks, kept } = await this.undo.execute(turn.scope);
    return acted(['Undone.', ...kept.map(stays)].join(' '), tasks, []);
  }
}
