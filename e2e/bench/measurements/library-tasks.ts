import { pick, seeded, taskTitle } from '../titles.ts';

export interface Library {
  /** Tasks of the person who searches. */
  readonly own: number;
  /** Tasks of everybody else. */
  readonly others: number;
  /** Tasks of each of the others. */
  readonly perOther: number;
}

export interface LibraryTask {
  /** The number of the stranger whose task it is; undefined when it is the person's own. */
  readonly stranger: number | undefined;
  /** Counts from 0 among the tasks of its owner. */
  readonly index: number;
  readonly title: string;
  readonly notes: string;
  readonly done: boolean;
  /** 1 high, 2 medium, 3 low. */
  readonly priority: number;
  readonly tags: readonly string[];
  /** Empty for none. */
  readonly list: string;
  /** `2026-12-01T09:00`, without the time for a whole day; undefined for none. */
  readonly due: string | undefined;
  /** ISO 8601 instant. */
  readonly createdAt: string;
}

export const RARE_WORD = 'quokka';
const RARE_EVERY = 5_000;
export const TAGS = [
  'home',
  'work',
  'errands',
  'family',
  'garden',
  'money',
  'health',
  'travel',
  'school',
  'someday',
];
const LISTS = ['', '', '', 'Groceries', 'Office', 'Holiday'];
const NOTES = 'Ask for the number and write it down here; see the mail of last week.';
const DAY_MS = 86_400_000;

/** The same tasks each run, but for their dates, which count from now. Titles and notes have no comma and no quote. */
export function* libraryTasks({ own, others, perOther }: Library): Generator<LibraryTask> {
  const random = seeded(42);
  const now = Date.now();
  // The person's own tasks lie between those of others, as they would after years.
  const every = Math.max(1, Math.round((own + others) / own));
  let [mine, theirs] = [0, 0];
  for (let index = 0; index < own + others; index++) {
    const isMine = mine < own && (index % every === 0 || theirs >= others);
    const count = isMine ? mine++ : theirs++;
    yield {
      stranger: isMine ? undefined : Math.floor(count / perOther),
      index: isMine ? count : count % perOther,
      title: `${taskTitle(count, random)}${count % RARE_EVERY === 0 ? ` ${RARE_WORD}` : ''}`,
      createdAt: new Date(now - random() * 700 * DAY_MS).toISOString(),
      done: random() < 0.4,
      tags: [...new Set(Array.from({ length: Math.floor(random() * 3) }, () => pick(TAGS, random)))],
      notes: random() < 0.2 ? NOTES : '',
      priority: 1 + Math.floor(random() * 3),
      list: pick(LISTS, random),
      due: dueOf(random, now),
    };
  }
}

/** A date, a time or nothing, within a year from a year ago. */
function dueOf(random: () => number, now: number): string | undefined {
  const kind = random();
  const at = new Date(now + (random() - 0.7) * 700 * DAY_MS).toISOString();
  if (kind < 0.35) return undefined;
  return kind < 0.6 ? at.slice(0, 10) : at.slice(0, 16);
}
