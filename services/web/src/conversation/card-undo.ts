import type { Block } from '../api/types.js';

export interface OfferedUndo {
  readonly actionId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * The way back that belongs on the card: a message about one task and one act needs no button of its own below.
 * Null when it would not be clear what is undone.
 */
export function cardUndo(blocks: readonly Block[]): OfferedUndo | null {
  const cards = blocks.filter((block) => block.type === 'task');
  const undos = blocks.filter((block) => block.type === 'undo');
  const [undo] = undos;
  return cards.length === 1 && undos.length === 1 && undo !== undefined ? offered(undo) : null;
}

export function offered(block: Extract<Block, { type: 'undo' }>): OfferedUndo {
  return { actionId: block.actionId, expiresAt: Date.parse(block.expiresAt) };
}
