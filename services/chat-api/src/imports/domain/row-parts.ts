import { createHash } from 'node:crypto';
import { foldTag } from '@parley/language';
import { cleanText } from '../../tasks/domain/task-content.js';
import { MAX_TAGS, MAX_TITLE } from '../../tasks/domain/task.js';
import type { UntakenRow } from './source-row.js';

const MAX_LIST = 100;
const MAX_SHOWN = 120;

/** Rows that have no id of their own are known by what is in them; of equal ones, by how many came before. */
export class ContentKeys {
  private readonly seen = new Map<string, number>();

  constructor(private readonly source: string) {}

  next(...parts: readonly string[]): string {
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);
    const before = this.seen.get(digest) ?? 0;
    this.seen.set(digest, before + 1);
    return `${this.source}:${digest}:${before}`;
  }
}

/** A row that is not taken, with the beginning of its text. */
export function untaken(
  outcome: UntakenRow['outcome'],
  line: number,
  reason: string,
  text: string,
): UntakenRow {
  const shown = cleanText(text).replace(/\s+/g, ' ').trim();
  return { kind: 'untaken', outcome, line, reason, text: [...shown].slice(0, MAX_SHOWN).join('') };
}

/** Tags that a task can have; what is no tag, or one too many, is told in the remarks and kept in the notes. */
export function takeTags(raw: readonly string[]): { tags: string[]; others: string[] } {
  const tags = new Set<string>();
  const others: string[] = [];
  for (const one of raw) {
    const tag = folded(one);
    if (tag === null || (tags.size >= MAX_TAGS && !tags.has(tag))) others.push(one);
    else tags.add(tag);
  }
  return { tags: [...tags], others };
}

function folded(raw: string): string | null {
  try {
    return foldTag(raw);
  } catch {
    return null;
  }
}

/** A title that a task can have, and the whole of it where it is longer. */
export function takeTitle(raw: string): { title: string; whole: string | null } {
  const whole = cleanText(raw).replace(/\s+/g, ' ').trim();
  const characters = [...whole];
  if (characters.length <= MAX_TITLE) return { title: whole, whole: null };
  return { title: `${characters.slice(0, MAX_TITLE - 1).join('')}…`, whole };
}

/** The name of a list, or null without one. */
export function takeList(raw: string | null | undefined): string | null {
  const name = cleanText(raw ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return [...name].slice(0, MAX_LIST).join('') || null;
}

/** Notes of several parts, those that say nothing left out. */
export function notesOf(...parts: readonly (string | null | undefined)[]): string {
  return parts
    .map((part) => cleanText(part ?? '').trim())
    .filter((part) => part !== '')
    .join('\n\n');
}
