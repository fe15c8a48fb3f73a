import { highlights } from './highlight.js';

const marked = (text: string, words: readonly string[]): readonly string[] =>
  highlights(text, words).map(({ start, end }) => text.slice(start, end));

describe('highlights', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['Buy oat Milk and milk', ['milk'], ['Milk', 'milk']],
    ['Buttermilch', ['milch'], ['milch']],
    ['Müll und MÜLL', ['mull'], ['Müll', 'MÜLL']],
    ['Mu\u0308ll', ['mull'], ['Mu\u0308ll']],
    ['ﬁnd it', ['find'], ['ﬁnd']],
    ['a 👨‍👩‍👧 family', ['family'], ['family']],
    ['abcd', ['abc', 'bcd'], ['abcd']],
    ['Ostvik on tv, TV set', ['tv'], ['tv', 'TV']],
    ['買牛奶', ['牛奶'], ['牛奶']],
    ['nothing', ['milk'], []],
    ['nothing', [], []],
  ])('of %s for %j are %j', (text, words, parts) => {
    expect(marked(text, words)).toEqual(parts);
  });

  it('are bounded', () => {
    expect(highlights('a '.repeat(8_000), ['a'])).toHaveLength(20);
  });
});
