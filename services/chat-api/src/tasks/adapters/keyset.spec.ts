import { afterCursor, cursorOf, InvalidCursorError, sortColumns } from './keyset.js';

const columns = {
  due: sortColumns([]),
  title: sortColumns([{ key: 'title', descending: false }]),
};

describe('a cursor', () => {
  it.each([
    ['due', ['2030-01-01 09:00:00.5+00', '17']],
    ['due', ['2030-01-01 09:00:00+05:30', '17']],
    ['due', ['infinity', '17']],
    ['title', ["it's 50% \\ done", '17']],
  ] as const)('of a row is taken back: by %s %j', (order, values) => {
    expect(() => afterCursor(columns[order], cursorOf(values))).not.toThrow();
  });

  it.each([
    ['due', ['soon', '17']],
    ['due', ['2030-99-01 09:00:00+00', '17']],
    ['due', ['infinity', "1'; --"]],
    ['due', ['infinity', '99999999999']],
    ['due', ['infinity']],
    ['title', ['a\u0000b', '17']],
    ['title', ['half \ud83d', '17']],
  ] as const)('that was made up never reaches the database: by %s %j', (order, values) => {
    expect(() => afterCursor(columns[order], cursorOf(values))).toThrow(InvalidCursorError);
  });
});
