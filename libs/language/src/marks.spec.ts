import { foldTag } from './fold-tag.js';
import { parse } from './parse.js';
import { codesOf, created, saturday } from './test-reading.js';

describe('tags', () => {
  it.each([
    ['buy milk #Home #Errands', 'buy milk', ['home', 'errands']],
    ['buy #home milk', 'buy milk', ['home']],
    ['buy milk #home #HOME', 'buy milk', ['home']],
    ['buy milk #"two words"', 'buy milk', ['two words']],
    ['buy milk #straße #日本語', 'buy milk', ['straße', '日本語']],
    ['see #12 about it', 'see #12 about it', []],
    ['learn c# today', 'learn c#', []],
    ['buy "milk #home"', 'buy "milk #home"', []],
    ['email #work, then call', 'email then call', ['work']],
  ])('%s', (text, title, tags) => {
    const task = created(text);
    expect([task.title, task.tags]).toEqual([title, tags]);
  });

  it('beyond five are refused, all listed, each with a way to drop it', () => {
    const task = created('#a #b #c #d #e #f x');
    expect(codesOf(task)).toEqual(['tag-limit']);
    expect(task.tags).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(task.problems[0]?.suggestions[5]?.patch).toEqual({ tags: ['a', 'b', 'c', 'd', 'e'] });
  });

  it('of five are accepted, repetition not counted', () => {
    expect(codesOf(created('#a #b #c #d #e #A x'))).toEqual([]);
  });

  it.each([
    ['#Home', 'home'],
    ['ＨＯＭＥ', 'home'],
    ['  two   words ', 'two words'],
    ['İstanbul', 'i̇stanbul'],
    ['ﬁx', 'fix'],
    ['J\u030cana', '\u01f0ana'],
    ['a'.repeat(50), 'a'.repeat(50)],
  ])('%s is stored as %s', (tag, folded) => {
    expect(foldTag(tag)).toBe(folded);
    expect(foldTag(folded)).toBe(folded);
  });

  it.each(['', '#', 'a,b', 'a'.repeat(51), 'a\u202eb', 'x\n\u0000', '<b>'])('%j cannot be a tag', (tag) => {
    expect(() => foldTag(tag)).toThrow('A tag has');
  });
});

describe('priority and list', () => {
  it.each([
    ['pay rent !high', 'high'],
    ['pay rent !1', 'high'],
    ['p1 pay rent', 'high'],
    ['pay rent !med', 'medium'],
    ['pay rent p3', 'medium'],
    ['pay rent !low', 'low'],
    ['pay rent p4', 'low'],
    ['pay rent', null],
  ])('%s → %s', (text, priority) => {
    expect(created(text)).toMatchObject({ title: 'pay rent', priority });
  });

  it.each(['wow!high five', 'p10 form', 'urgent rent', 'mp1 player', 'pay !highest'])(
    'no priority: %s',
    (text) => {
      expect(created(text)).toMatchObject({ title: text, priority: null });
    },
  );

  it.each([
    ['milk +groceries', 'milk', 'groceries'],
    ['milk +"weekly shop" tomorrow', 'milk', 'weekly shop'],
    ['+1 for pizza', '+1 for pizza', undefined],
  ])('%s', (text, title, list) => {
    const task = created(text);
    expect([task.title, task.list]).toEqual([title, list]);
  });
});

describe('spans', () => {
  it('name the parts of the typed text that were understood', () => {
    const text = 'Add pay rent every 1st 9am #Home !high';
    const { spans } = parse(text, saturday);
    expect(spans.map(({ type, text: part }) => [type, part])).toEqual([
      ['intent', 'Add'],
      ['recurrence', 'every 1st'],
      ['due', '9am'],
      ['tag', '#Home'],
      ['priority', '!high'],
    ]);
    for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
  });

  it('count in UTF-16 units after an emoji', () => {
    const [span] = parse('🎂 cake tomorrow', saturday).spans;
    expect(span).toMatchObject({ start: 8, end: 16, text: 'tomorrow', value: '2026-11-22' });
  });
});
