import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { claimsOf } from '../../support/token.ts';
import type { Person } from '../../support/person.ts';
import { libraryTasks, type Library, type LibraryTask } from './library-tasks.ts';
import type { Bench } from './measurement.ts';

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

async function write(file: string, library: Library, person: Owner): Promise<void> {
  const out = createWriteStream(file);
  let lines: string[] = [];
  for (const task of libraryTasks(library)) {
    const stranger = `bench-user-${task.stranger ?? ''}`;
    const owner =
      task.stranger === undefined ? person : { userId: stranger, workspaceId: stranger, firstNumber: 1 };
    lines.push(line(owner, task));
    if (lines.length < 5_000) continue;
    if (!out.write(lines.join(''))) await once(out, 'drain');
    lines = [];
  }
  out.end(lines.join(''));
  await once(out, 'finish');
}

/** One task as CSV. */
function line(owner: Owner, task: LibraryTask): string {
  const { index, title, notes, done, priority, tags, list, due, createdAt } = task;
  return `${[
    randomUUID(),
    owner.workspaceId,
    owner.userId,
    '00000000-0000-4000-8000-000000000000',
    owner.firstNumber + index,
    title,
    notes === '' ? '""' : notes,
    done ? 'completed' : 'open',
    priority,
    `"{${tags.join(',')}}"`,
    list,
    dueColumns(due),
    createdAt,
    createdAt,
    done ? createdAt : '',
  ].join(',')}\n`;
}

/** Four columns. */
function dueColumns(due: string | undefined): string {
  if (due === undefined) return ',,,';
  return due.length === 10 ? `${due},,UTC,${due}T00:00:00Z` : `,${due},UTC,${due}:00Z`;
}
