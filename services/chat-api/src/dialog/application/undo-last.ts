import { Injectable } from '@nestjs/common';
import { UndoAction } from '../../actions/application/undo-action.js';
import type { Reply } from '../../conversations/domain/message.js';
import type { DialogTurn } from './dialog-turn.js';
import { acted } from './replies.js';

/** Takes the user's last act back. */
@Injectable()
export class UndoLast {
  constructor(private readonly undo: UndoAction) {}

  async execute(turn: DialogTurn): Promise<Reply> {
    return acted('Undone.', await this.undo.execute(turn.scope), []);
  }
}
