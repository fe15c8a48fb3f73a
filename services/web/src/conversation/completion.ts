import type { TagCount } from '../api/types.js';
import { ranked } from '../design/suggestion.js';

/** The word before the caret that can be completed. */
export interface CompletionRequest {
  readonly kind: 'tag' | 'command';
  /** What is typed of it, without `#` or `/`. */
  readonly query: string;
  /** Where the word begins, with its sign. */
  readonly start: number;
  readonly end: number;
}

export interface Command {
  readonly name: string;
  /** What goes after it. */
  readonly hint: string;
  readonly does: string;
}

export const commands: readonly Command[] = [
  { name: 'add', hint: 'buy milk tomorrow #errands', does: 'Add a task' },
  { name: 'list', hint: '#home due:today', does: 'List tasks' },
  { name: 'done', hint: '#17', does: 'Tick a task off' },
  { name: 'remind', hint: 'call Ana at 4pm', does: 'Set a reminder' },
  { name: 'snooze', hint: '#17 for 1 hour', does: 'Be told later' },
  { name: 'move', hint: '#17 to friday', does: 'Change the due date' },
  { name: 'rename', hint: '#17 to buy oat milk', does: 'Change a title' },
  { name: 'skip', hint: '#17', does: 'Leave one occurrence out' },
  { name: 'reopen', hint: '#17', does: 'Open a task again' },
  { name: 'delete', hint: '#17', does: 'Delete a task' },
  { name: 'search', hint: 'words', does: 'Search all tasks' },
  { name: 'tags', hint: '', does: 'See the tags in use' },
  { name: 'save', hint: 'my week', does: 'Keep the filter of the last list' },
  { name: 'tz', hint: 'Europe/Berlin', does: 'See or change the zone of your times' },
  { name: 'export', hint: 'csv', does: 'Save all tasks as a file' },
  { name: 'undo', hint: '', does: 'Take back the last act' },
  { name: 'help', hint: '', does: 'See what can be said' },
];

/** What could be completed at the caret, or null. */
export function completionAt(text: string, caret: number): CompletionRequest | null {
  const before = text.slice(0, caret);
  const command = /^\/(\w*)$/.exec(before);
  if (command !== null) return { kind: 'command', query: command[1] ?? '', start: 0, end: caret };
  const tag = /(?:^|\s)#([\p{L}\p{N}_-]*)$/u.exec(before);
  if (tag === null) return null;
  const query = tag[1] ?? '';
  return { kind: 'tag', query, start: caret - query.length - 1, end: caret };
}

/** The tags to offer for what is typed of one: none when it is one already, so that Enter sends it as it is. */
export function offeredTags(tags: readonly TagCount[], query: string): readonly TagCount[] {
  return tags.some(({ tag }) => tag === query) ? [] : ranked(tags, query, ({ tag }) => tag);
}

/** The text with the word completed, and where the caret goes. */
export function complete(
  text: string,
  request: CompletionRequest,
  name: string,
): { readonly text: string; readonly caret: number } {
  const word = `${request.kind === 'tag' ? '#' : '/'}${name} `;
  const rest = text.slice(request.end).replace(/^ /, '');
  return { text: text.slice(0, request.start) + word + rest, caret: request.start + word.length };
}
