import type { Intent } from '@parley/language';
import type { Reach } from '../domain/reach.js';
import type { Scope } from '../../scope.js';

/** One message being answered. */
export interface DialogTurn {
  readonly scope: Scope;
  readonly conversationId: string;
  /** The words as they were typed. */
  readonly text: string;
  /** Which occurrences of a series it is about, if it says so. */
  readonly reach?: Reach;
  readonly now: Date;
}

/** An intent of one kind. */
export type IntentOf<Kind extends Intent['kind']> = Extract<Intent, { readonly kind: Kind }>;
