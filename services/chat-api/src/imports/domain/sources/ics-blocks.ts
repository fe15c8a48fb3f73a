import { UnreadableFileError } from '../errors.js';

/** A component right below the calendar, unfolded. */
export interface IcsBlock {
  /** Line of its BEGIN, from 1. */
  readonly line: number;
  /** In lower case. */
  readonly name: string;
  readonly text: string;
}

/**
 * Cuts an iCalendar file into its components, so that one with a mistake does not spoil the others.
 * @throws UnreadableFileError
 */
export function* icsBlocks(text: string): Generator<IcsBlock> {
  const open: string[] = [];
  let lines: string[] = [];
  let begin = 0;
  let number = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    number += 1;
    if (/^[ \t]/.test(line) && lines.length > 0) {
      lines.push(`${lines.pop() ?? ''}${line.slice(1)}`);
      continue;
    }
    const [, edge, name = ''] = /^(BEGIN|END):([\w-]+)\s*$/i.exec(line) ?? [];
    const lower = name.toLowerCase();
    if (edge?.toUpperCase() === 'BEGIN') {
      open.push(lower);
      if (open.length === 2) [lines, begin] = [[], number];
    }
    if (open.length >= 2) lines.push(line);
    if (edge?.toUpperCase() === 'END') {
      if (open.pop() !== lower)
        throw new UnreadableFileError(
          `The file is not valid iCalendar: END:${name} in line ${number} ends nothing.`,
        );
      if (open.length === 1) yield { line: begin, name: lower, text: `${lines.join('\r\n')}\r\n` };
    }
  }
  if (open.length > 0) throw new UnreadableFileError('The file is not valid iCalendar: it ends too early.');
}
