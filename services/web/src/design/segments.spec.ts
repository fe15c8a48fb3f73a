import { excerpt, segments } from './segments.js';

const text = (pieces: ReturnType<typeof segments>) =>
  pieces.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('');

describe('highlights', () => {
  it.each([
    ['buy milk now', [{ start: 4, end: 8 }], 'buy [milk] now'],
    ['milk', [{ start: 0, end: 4 }], '[milk]'],
    [
      'a b a',
      [
        { start: 0, end: 1 },
        { start: 4, end: 5 },
      ],
      '[a] b [a]',
    ],
    ['short', [{ start: 4, end: 8 }], 'short'],
    ['plain', [], 'plain'],
  ])('cut %s into pieces', (whole, ranges, expected) => {
    expect(text(segments(whole, ranges))).toBe(expected);
  });

  it('show what is around the first of them in long notes', () => {
    const notes = `${'word '.repeat(30)}milk ${'tail '.repeat(40)}`;
    const shown = text(excerpt(notes, [{ start: 150, end: 154 }]));
    expect(shown).toMatch(/^…(word )+\[milk\] (tail )+/);
    expect(shown.endsWith('…')).toBe(true);
    expect(shown.length).toBeLessThan(150);
    expect(excerpt('milk', [{ start: 0, end: 4 }])).toEqual([{ text: 'milk', marked: true }]);
    expect(excerpt('x'.repeat(100) + 'milk', [{ start: 100, end: 104 }])).toEqual([
      { text: '…', marked: false },
      { text: 'milk', marked: true },
    ]);
    expect(excerpt('milk', [])).toEqual([]);
  });
});
