import type { Block } from '../api/types.js';
import { cardUndo } from './card-undo.js';

const card: Block = { type: 'task', taskId: 't1' };
const undo: Block = { type: 'undo', actionId: 'a1', expiresAt: '2026-11-21T10:10:00Z' };

describe('the undo of a message', () => {
  it('belongs on the card when there is one of each', () => {
    expect(cardUndo([card, undo])).toEqual({ actionId: 'a1', expiresAt: Date.parse('2026-11-21T10:10:00Z') });
  });

  it('stands alone when it is about several tasks, or about none that is left', () => {
    expect(cardUndo([card, card, undo])).toBeNull();
    expect(cardUndo([undo])).toBeNull();
    expect(cardUndo([card, undo, undo])).toBeNull();
    expect(cardUndo([card])).toBeNull();
  });
});
