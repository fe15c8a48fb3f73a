import { derivedId } from '@parley/kernel';

/** The conversation that every user has from the start. */
export function personalConversationId({ userId }: { readonly userId: string }): string {
  return derivedId('conversation', userId);
}
