import type { Block, Message } from '../api/types.js';
import type { OutboxEntry } from '../sync/outbox.js';
import { civil } from '../time/civil.js';

/** One row of the conversation: a day divider, a message, or what is still on its way. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly continues: boolean }
  | {
      readonly kind: 'pending';
      readonly key: string;
      readonly entry: OutboxEntry;
      readonly continues: boolean;
    };

/** Messages of one author closer than this belong together. */
const GROUP_MS = 5 * 60_000;

/**
 * Without what announces tasks that are gone: "Next time:", of a completion that was taken back.
 * @param deleted ids of tasks that are gone
 */
export function withoutEmptyAnnouncements(
  messages: readonly Message[],
  deleted: Readonly<Record<string, true>>,
): readonly Message[] {
  const gone = (block: Block) => block.type === 'task' && deleted[block.taskId] === true;
  return messages.filter(
    ({ author, text, blocks }) =>
      author === 'user' || !text.endsWith(':') || blocks.length === 0 || !blocks.every(gone),
  );
}

/**
 * Lines up messages and unsent ones, with a divider wherever the day changes in the person's zone.
 * A message keeps its key when its echo is replaced by the server's copy, so nothing on the page jumps.
 */
export function timeline(
  messages: readonly Message[],
  outbox: readonly OutboxEntry[],
  zone: string,
): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  let lastDay: string | null = null;
  let last: { author: string; at: number } | null = null;

  const continues = (author: string, createdAt: string): boolean => {
    const at = Date.parse(createdAt);
    const { day } = civil(new Date(at), zone);
    const newDay = day !== lastDay;
    if (newDay) items.push({ kind: 'day', key: `day-${day}`, day });
    const same = !newDay && last?.author === author && at - last.at < GROUP_MS;
    lastDay = day;
    last = { author, at };
    return same;
  };

  for (const message of messages) {
    const joined = continues(message.author, message.createdAt);
    const key = message.clientMessageId ?? message.id;
    items.push({ kind: 'message', key, message, continues: joined });
  }
  const arrived = new Set(messages.map((message) => message.clientMessageId));
  for (const entry of outbox) {
    if (arrived.has(entry.clientMessageId)) continue;
    const joined = continues('user', entry.createdAt);
    items.push({ kind: 'pending', key: entry.clientMessageId, entry, continues: joined });
  }
  return items;
}

/**
 * The question that is still open: the quick replies of the newest message, until something follows it.
 * Returns that message's id, or null.
 */
export function openQuestion(messages: readonly Message[], outbox: readonly OutboxEntry[]): string | null {
  const newest = messages.at(-1);
  if (newest === undefined || newest.author === 'user' || outbox.length > 0) return null;
  return newest.blocks.some((block) => block.type === 'quick-replies') ? newest.id : null;
}
