import { CsvError, parse, type Info } from 'csv-parse';
import { UnreadableFileError } from '../errors.js';

/** A record of a CSV file by the names of its columns, in lower case. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

const DELIMITERS = [',', ';', '\t'];
/** A spreadsheet was kept from taking the cell for a formula; see the export. */
const GUARDED = /^'(?=[=+\-@\t\r＝＋－＠])/;

/** The names of the columns, as the first line has them, and what separates them. */
export function csvHead(text: string): { readonly columns: readonly string[]; readonly delimiter: string } {
  const [first = ''] = text.split(/\r?\n|\r/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  const delimiter = DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
  const columns = first.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  return { columns: columns.map((name) => name.trim().toLowerCase()), delimiter };
}

/** Reads CSV (RFC 4180), also with semicolons or tabs. @throws UnreadableFileError with the line */
export async function* csvRecords(text: string): AsyncGenerator<CsvRecord> {
  const { delimiter } = csvHead(text);
  const parser = parse(text, {
    ...{ delimiter, info: true, bom: true, skip_empty_lines: true, relax_column_count: true },
    columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
  });
  try {
    for await (const one of parser) {
      const { record, info } = one as { record: Record<string, string>; info: Info };
      const cells = Object.entries(record).map(([name, cell]) => [name, cell.replace(GUARDED, '')] as const);
      yield { line: info.lines, cells: Object.fromEntries(cells) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableFileError(`The file is not valid CSV: ${error.message.slice(0, 200)}.`);
  }
}
