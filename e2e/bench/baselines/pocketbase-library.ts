import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { libraryTasks, type Library, type LibraryTask } from '../measurements/library-tasks.ts';
import type { PocketBase } from './pocketbase.ts';

const COLUMNS = [
  ...['id', 'owner', 'title', 'notes', 'status', 'priority', 'tags', 'list', 'due_date', 'due_local'],
  ...['due_zone', 'due_at', 'reminders', 'version', 'created', 'updated', 'completed_at'],
];

/** Writes the same tasks into SQLite that the product's table is filled with, those of the person to the first user. */
export function fillPocketBase({ program, users }: PocketBase, library: Library): void {
  const owner = users[0]?.id ?? '';
  const database = new DatabaseSync(program.file);
  try {
    const places = COLUMNS.map(() => '?').join(', ');
    const insert = database.prepare(`INSERT INTO tasks (${COLUMNS.join(', ')}) VALUES (${places})`);
    database.exec('BEGIN');
    for (const task of libraryTasks(library)) insert.run(...rowOf(task, owner));
    database.exec('COMMIT');
    database.exec('ANALYZE');
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function rowOf(task: LibraryTask, owner: string): (string | number)[] {
  const { stranger, title, notes, done, priority, tags, list, due, createdAt } = task;
  const created = createdAt.replace('T', ' ');
  const dueAt = due === undefined ? '' : `${due.slice(0, 10)} ${due.slice(11) || '00:00'}:00.000Z`;
  const wholeDay = due?.length === 10;
  return [
    randomBytes(8).toString('hex').slice(0, 15),
    stranger === undefined ? owner : `s${String(stranger).padStart(14, '0')}`,
    ...[title, notes, done ? 'completed' : 'open', priority, JSON.stringify(tags), list],
    ...[
      wholeDay ? due : '',
      due !== undefined && !wholeDay ? due : '',
      due === undefined ? '' : 'UTC',
      dueAt,
    ],
    ...['[]', 1, created, created, done ? created : ''],
  ];
}
