import { createContext } from 'svelte';
import type { QuickReply, RejectedPart } from '../api/types.js';

/** What the parts of the conversation screen share. */
export class ConversationView {
  /** The text being written. */
  draft = $state('');
  /** Id of the message whose quick replies still wait for an answer. */
  question = $state<string | null>(null);
  options = $state.raw<readonly QuickReply[]>([]);
  lastSent = $state<string | null>(null);
  composer: HTMLTextAreaElement | null = null;

  /** `rejected` are the parts of the text that stay words. */
  constructor(readonly send: (text: string, rejected?: readonly RejectedPart[]) => void) {}

  /** The quick reply that the draft stands for, while it is only its number. */
  readonly picked = $derived.by(() => {
    const index = /^[1-9]$/.test(this.draft) ? Number(this.draft) - 1 : -1;
    return this.question === null ? null : (this.options[index] ?? null);
  });

  /** Puts a sentence into the composer, for the person to change or send. */
  propose(text: string): void {
    this.draft = text;
    this.composer?.focus();
  }
}

export const [getConversationView, setConversationView] = createContext<ConversationView>();
