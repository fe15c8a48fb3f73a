import { isDomainError } from '@parley/kernel';
import { foldTag } from '@parley/language';
import { InvalidTaskError, TagLimitError } from './errors.js';
import { MAX_NOTES, MAX_TAGS, MAX_TITLE, type TaskContent } from './task.js';

// C0 and C1 controls, and the bidi controls with which one text can pose as another.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text as it is stored: without control and bidi characters and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNSAFE, '');
}

/**
 * Checks and normalises the members that are given.
 * @throws InvalidTaskError, TagLimitError
 */
export function checkContent<T extends Partial<TaskContent>>(content: T): T {
  return {
    ...content,
    ...(content.title !== undefined && { title: checkTitle(content.title) }),
    ...(content.notes !== undefined && { notes: checkNotes(content.notes) }),
    ...(content.tags !== undefined && { tags: checkTags(content.tags) }),
    ...(typeof content.list === 'string' && { list: cleanText(content.list).trim() || null }),
  };
}

function checkTitle(raw: string): string {
  const title = cleanText(raw).replace(/\s+/g, ' ').trim();
  if (title === '') throw new InvalidTaskError('/title', 'title must not be empty');
  if ([...title].length > MAX_TITLE) {
    throw new InvalidTaskError('/title', `title must be at most ${MAX_TITLE} characters`);
  }
  return title;
}

function checkNotes(raw: string): string {
  const notes = cleanText(raw);
  if ([...notes].length > MAX_NOTES) {
    throw new InvalidTaskError('/notes', `notes must be at most ${MAX_NOTES} characters`);
  }
  return notes;
}

function checkTags(raw: readonly string[]): string[] {
  const folded = raw.map((tag) => {
    try {
      return foldTag(tag);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      throw new InvalidTaskError('/tags', `"${tag.slice(0, 60)}" is not a tag`);
    }
  });
  const tags = [...new Set(folded)];
  if (tags.length > MAX_TAGS) throw new TagLimitError(tags);
  return tags;
}
