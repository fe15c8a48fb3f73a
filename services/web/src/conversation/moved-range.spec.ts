import { movedRange, movedRanges } from './moved-range.js';

/** The words in the edited text, by the range they had before. */
function wordsAfter(words: string, before: string, after: string): string | null {
  const start = before.indexOf(words);
  const moved = movedRange({ start, end: start + words.length }, before, after);
  return moved && after.slice(moved.start, moved.end);
}

describe('a range of a text that is edited', () => {
  it.each([
    ['after it', 'call tomorrow', 'call tomorrow #home'],
    ['before it', 'call tomorrow', 'do call tomorrow'],
    ['right behind it', 'call tomorrow', "call tomorrow's man"],
    ['before it, by deleting', 'please call tomorrow', 'call tomorrow'],
    ['in between, by one of two equal letters', 'see tomorrow', 'seee tomorrow'],
  ])('stays with its words when the edit is %s', (_, before, after) => {
    expect(wordsAfter('tomorrow', before, after)).toBe('tomorrow');
  });

  it('is lost when its own words change', () => {
    expect(wordsAfter('tomorrow', 'call tomorrow', 'call tomorow')).toBeNull();
    expect(wordsAfter('tomorrow', 'call tomorrow', '')).toBeNull();
    expect(wordsAfter('tomorrow', 'call tomorrow', 'call today')).toBeNull();
  });

  it('is lost with any other that belongs to it', () => {
    const ranges = [
      { start: 0, end: 3 },
      { start: 8, end: 12 },
    ];
    expect(movedRanges(ranges, 'one two four', 'one, two four')).toEqual([
      { start: 0, end: 3 },
      { start: 9, end: 13 },
    ]);
    expect(movedRanges(ranges, 'one two four', 'one two fou')).toBeNull();
  });
});
