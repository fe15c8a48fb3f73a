import type { Intent } from '@parley/language';
import type { Scope } from '../../scope.js';

/** One message being answered. */
export interface DialogTurn {
  readonly scope: Scope;
  readonly conversationId: string;
  /** The words as they were typed. */
  readonly text: string;
  readonly now: Date;
}

/** An intent of one kind. */
export type IntentOf<Kind extends Intent['kind']> = Extract<Intent, { readonly kind: Kind }>;
