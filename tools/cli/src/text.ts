import type { FullLetter, Letter } from './operator-api.ts';

/** What a letter holds comes from anywhere; a terminal must not obey it. */
export function printable(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- these are what it is about
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A table with a line per letter. */
export function table(letters: readonly Letter[]): string {
  const rows = [
    ['ID', 'TOPIC', 'TYPE', 'LAST', 'TIMES', 'STATUS'],
    ...letters.map(({ id, topic, type, replayable, lastAt, deliveries, status }) => [
      id,
      topic,
      oneLine(type ?? (replayable ? '' : '(no event)')),
      lastAt,
      String(deliveries),
      status,
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Everything about one letter. */
export function details({ bytes, json, ...members }: FullLetter): string {
  const lines = Object.entries(members)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${`${name}:`.padEnd(13)}${oneLine(String(value))}`);
  const content = json === null ? Buffer.from(bytes, 'base64').toString() : JSON.stringify(json, null, 2);
  return [...lines, '', printable(content)].join('\n');
}

function oneLine(text: string): string {
  return printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
