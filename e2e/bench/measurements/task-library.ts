import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { claimsOf } from '../../support/token.ts';
import type { Person } from '../../support/person.ts';
import { pick, seeded, taskTitle } from '../titles.ts';
import type { Bench } from './measurement.ts';

export interface Library {
  /** Tasks of the person who searches. */
  readonly own: number;
  /** Tasks of everybody else. */
  readonly others: number;
  /** Tasks of each of the others. */
  readonly perOther: number;
}

export const RARE_WORD = 'quokka';
const RARE_EVERY = 5_000;
const TAGS = [
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
const DAY_MS = 86_400_000;
const COLUMNS =
  'id,workspace_id,user_id,conversation_id,number,title,notes,status,priority,tags,list,' +
  'due_date,due_local,due_zone,due_at,created_at,updated_at,completed_at';

/** Fills the task table by COPY, as a restored backup would, and lets PostgreSQL settle. */
export async function fillTasks({ databases, say }: Bench, person: Person, library: Library): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-bench-copy-'));
  chmodSync(folder, 0o755); // the server reads the file, as a user of its own
  const file = path.join(folder, 'tasks.csv');
  try {
    say(`writing ${library.own + library.others} tasks`);
    const { sub, wid } = claimsOf(person);
    const taken = await databases.number(
      'chat_api',
      'SELECT coalesce(max(number), 0) FROM tasks WHERE user_id = $1',
      [sub],
    );
    await write(file, library, { userId: sub, workspaceId: wid, firstNumber: taken + 1 });
    say('copying them into the database');
    const indexes = await databases.query<{ name: string; definition: string }>(
      'chat_api',
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
       WHERE tablename = 'tasks' AND indexdef NOT LIKE 'CREATE UNIQUE%'`,
    );
    for (const { name } of indexes) await databases.query('chat_api', `DROP INDEX "${name}"`);
    await databases.query('chat_api', `COPY tasks (${COLUMNS}) FROM '${file}' (FORMAT csv)`);
    for (const { definition } of indexes) await databases.query('chat_api', definition);
    await databases.query('chat_api', 'VACUUM (ANALYZE) tasks');
    await databases.query(
      'chat_api',
      `INSERT INTO feeds (user_id, workspace_id, last_task_number) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET last_task_number = $3`,
      [sub, wid, taken + library.own],
    );
    await databases.query('chat_api', 'CHECKPOINT');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Owner {
  readonly userId: string;
  readonly workspaceId: string;
  readonly firstNumber: number;
}

async function write(file: string, { own, others, perOther }: Library, person: Owner): Promise<void> {
  const out = createWriteStream(file);
  const random = seeded(42);
  const now = Date.now();
  // The person's own tasks lie between those of others, as they would after years.
  const every = Math.max(1, Math.round((own + others) / own));
  let [mine, theirs] = [0, 0];
  let lines: string[] = [];
  for (let index = 0; index < own + others; index++) {
    const isMine = mine < own && (index % every === 0 || theirs >= others);
    const count = isMine ? mine++ : theirs++;
    const stranger = `bench-user-${Math.floor(count / perOther)}`;
    const owner = isMine ? person : { userId: stranger, workspaceId: stranger, firstNumber: 1 };
    const number = owner.firstNumber + (isMine ? count : count % perOther);
    lines.push(line(owner, number, count, random, now));
    if (lines.length < 5_000) continue;
    if (!out.write(lines.join(''))) await once(out, 'drain');
    lines = [];
  }
  out.end(lines.join(''));
  await once(out, 'finish');
}

/** One task as CSV; titles have no comma and no quote. */
function line(owner: Owner, number: number, count: number, random: () => number, now: number): string {
  const title = `${taskTitle(count, random)}${count % RARE_EVERY === 0 ? ` ${RARE_WORD}` : ''}`;
  const created = new Date(now - random() * 700 * DAY_MS).toISOString();
  const done = random() < 0.4;
  const tags = Array.from({ length: Math.floor(random() * 3) }, () => pick(TAGS, random));
  return `${[
    randomUUID(),
    owner.workspaceId,
    owner.userId,
    '00000000-0000-4000-8000-000000000000',
    number,
    title,
    random() < 0.2 ? 'Ask for the number and write it down here; see the mail of last week.' : '""',
    done ? 'completed' : 'open',
    1 + Math.floor(random() * 3),
    `"{${[...new Set(tags)].join(',')}}"`,
    pick(LISTS, random),
    dueOf(random, now),
    created,
    created,
    done ? created : '',
  ].join(',')}\n`;
}

/** Four columns: a date, a time or nothing, within a year from a year ago. */
function dueOf(random: () => number, now: number): string {
  const kind = random();
  const at = new Date(now + (random() - 0.7) * 700 * DAY_MS).toISOString();
  if (kind < 0.35) return ',,,';
  if (kind < 0.6) return `${at.slice(0, 10)},,UTC,${at.slice(0, 10)}T00:00:00Z`;
  return `,${at.slice(0, 16)},UTC,${at.slice(0, 16)}:00Z`;
}
