import { cursorText, readCursor } from './cursor.js';
import { afterValues, InvalidCursorError, sortColumns } from './keyset.js';

const columns = {
  due: sortColumns([], []),
  title: sortColumns([{ key: 'title', descending: false }], []),
  relevance: sortColumns([], ['milk']),
};

describe('a cursor', () => {
  it.each([
    ['due', ['2030-01-01 09:00:00.5+00', '17']],
    ['due', ['2030-01-01 09:00:00+05:30', '17']],
    ['due', ['infinity', '17']],
    ['title', ["it's 50% \\ done", '17']],
    ['relevance', ['4', 'infinity', '17']],
  ] as const)('of a row is taken back: by %s %j', (order, values) => {
    const cursor = { values, corrections: [{ word: 'mlik', near: ['milk', 'silk'] }] };
    const read = readCursor(cursorText(cursor, 'q'), 'q');
    expect(read).toEqual(cursor);
    expect(() => afterValues(columns[order], read.values)).not.toThrow();
  });

  it.each([
    ['due', ['soon', '17']],
    ['due', ['2030-99-01 09:00:00+00', '17']],
    ['due', ['infinity', "1'; --"]],
    ['due', ['infinity', '99999999999']],
    ['due', ['infinity']],
    ['relevance', ['best', 'infinity', '17']],
  ] as const)('that was made up never reaches the database: by %s %j', (order, values) => {
    expect(() => afterValues(columns[order], values)).toThrow(InvalidCursorError);
  });

  it.each([
    ['text with a null', { values: ['a\u0000b', '17'], corrections: [] }],
    ['half a character', { values: ['half \ud83d', '17'], corrections: [] }],
    ['a correction by nothing', { values: ['a'], corrections: [{ word: 'a', near: [] }] }],
    [
      'many corrections',
      { values: ['a'], corrections: Array.from({ length: 11 }, () => ({ word: 'a', near: ['b'] })) },
    ],
  ])('with %s is refused', (_, cursor) => {
    expect(() => readCursor(cursorText(cursor, 'q'), 'q')).toThrow(InvalidCursorError);
  });

  it.each(['', 'x', 'W10', Buffer.from('{"a":1}').toString('base64url')])('%j is none', (text) => {
    expect(() => readCursor(text, 'q')).toThrow(InvalidCursorError);
  });

  it('of another query is refused', () => {
    const cursor = cursorText({ values: ['infinity', '17'], corrections: [] }, '#home');
    expect(() => readCursor(cursor, '#work')).toThrow(InvalidCursorError);
  });
});
