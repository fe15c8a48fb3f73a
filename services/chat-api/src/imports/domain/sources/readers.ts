import { UnreadableFileError } from '../errors.js';
import type { SourceReader } from '../source-row.js';
import { csvHead } from './csv-records.js';
import { readIcs } from './ics.js';
import { listOf, membersOf } from './json-members.js';
import { readParleyJson } from './parley-json.js';
import { hasTitle, readPlainCsv } from './plain-csv.js';
import { readTodoistCsv } from './todoist-csv.js';
import { readTodoistJson } from './todoist-json.js';
import { readVikunja } from './vikunja.js';

/** Kinds of files that can be imported. */
export const sourceFormats = ['parley', 'todoist-json', 'todoist-csv', 'vikunja', 'ics', 'csv'] as const;
export type SourceFormat = (typeof sourceFormats)[number];

export const readers: Readonly<Record<SourceFormat, SourceReader>> = {
  parley: readParleyJson,
  'todoist-json': readTodoistJson,
  'todoist-csv': readTodoistCsv,
  vikunja: readVikunja,
  ics: readIcs,
  csv: readPlainCsv,
};

/** The text of a file. @throws UnreadableFileError */
export function decodeFile(file: Uint8Array): string {
  if (file[0] === 0x50 && file[1] === 0x4b)
    throw new UnreadableFileError(
      'The file is an archive. Unpack it and send the CSV file or data.json in it.',
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new UnreadableFileError('The file is not text in UTF-8. Save it as UTF-8.');
  }
}

/** What a file is, by what is in it. @throws UnreadableFileError */
export function formatOf(text: string): SourceFormat {
  const start = text.trimStart();
  if (/^BEGIN:VCALENDAR/i.test(start)) return 'ics';
  if (start.startsWith('{') || start.startsWith('[')) return jsonFormatOf(start);
  const { columns } = csvHead(start);
  if (columns.includes('type') && columns.includes('content')) return 'todoist-csv';
  if (hasTitle(columns)) return 'csv';
  throw new UnreadableFileError(
    'It is not known what this file is. A table needs a first line with the names of its columns, one of them "title".',
  );
}

function jsonFormatOf(text: string): SourceFormat {
  // Ours says so at its beginning, and is large.
  if (/^\{\s*"format"\s*:\s*"parley\./.test(text)) return 'parley';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UnreadableFileError('The file is not valid JSON; it may be cut off.');
  }
  const root = membersOf(json);
  if (root['format'] === 'parley.tasks') return 'parley';
  if (Array.isArray(root['items'])) return 'todoist-json';
  if (listOf(json).some((one) => ['tasks', 'lists', 'child_projects'].some((name) => name in membersOf(one))))
    return 'vikunja';
  throw new UnreadableFileError('It is not known what this JSON file is.');
}
