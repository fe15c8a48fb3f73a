import { readFileSync } from 'node:fs';
import { ranked } from '../design/suggestion.js';
import { commands, complete, completionAt, offeredTags } from './completion.js';

describe('completing while writing', () => {
  it('offers tags for the word at the caret', () => {
    expect(completionAt('buy milk #er', 12)).toEqual({ kind: 'tag', query: 'er', start: 9, end: 12 });
    expect(completionAt('buy milk #er tomorrow', 12)?.query).toBe('er');
    expect(completionAt('#Müll', 5)?.query).toBe('Müll');
  });

  it('stays quiet inside a word and after a finished tag', () => {
    expect(completionAt('C#er', 4)).toBeNull();
    expect(completionAt('#home ', 6)).toBeNull();
    expect(completionAt('plain', 5)).toBeNull();
  });

  it('offers commands only at the very start', () => {
    expect(completionAt('/sn', 3)).toMatchObject({ kind: 'command', query: 'sn' });
    expect(completionAt('a /sn', 5)).toBeNull();
    expect(completionAt('/snooze 3', 9)).toBeNull();
  });

  it('offers every command that the guide names', () => {
    const guide = readFileSync(new URL('../../../../docs/language.md', import.meta.url), 'utf8');
    const line = guide.split('\n').find((one) => one.startsWith('Commands with a slash')) ?? '';
    const named = [...line.matchAll(/`\/(\w+)`/g)].map(([, name]) => name);
    expect(commands.map(({ name }) => name).sort()).toEqual(named.sort());
  });

  it('puts what begins with the word before what contains it', () => {
    expect(ranked(['homework', 'at-home', 'work', 'Home'], 'home', (name) => name)).toEqual([
      'homework',
      'Home',
      'at-home',
    ]);
  });

  it('makes no longer tag of one that is written in full', () => {
    const tags = ['homework', 'home'].map((tag) => ({ tag, count: 1 }));
    expect(offeredTags(tags, 'hom')).toEqual(tags);
    expect(offeredTags(tags, 'home')).toEqual([]);
  });

  it('replaces the word, leaves the rest, and puts the caret behind it', () => {
    const request = completionAt('buy #er tomorrow', 7);
    if (request === null) throw new Error('A request expected.');
    expect(complete('buy #er tomorrow', request, 'errands')).toEqual({
      text: 'buy #errands tomorrow',
      caret: 13,
    });
  });
});
