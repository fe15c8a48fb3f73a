import { completeFilter, filterRequestAt } from './filter-completion.js';

describe('completing a filter', () => {
  it.each([
    ['du', 'key', '', 'du'],
    ['milk -is', 'key', '', 'is'],
    ['(is', 'key', '', 'is'],
    ['is:', 'value', 'is', ''],
    ['IS:op', 'value', 'is', 'op'],
    ['is:open,re', 'value', 'is', 're'],
    ['milk #ho', 'tag', '', 'ho'],
    ['-#ho', 'tag', '', 'ho'],
    ['+gro', 'list', '', 'gro'],
    ['!h', 'priority', '', 'h'],
  ])('%s asks for a %s', (text, kind, key, query) => {
    expect(filterRequestAt(text, text.length)).toMatchObject({ kind, key, query });
  });

  it.each(['', 'milk ', '"is', '#"two wor', '10'])('stays quiet at %j', (text) => {
    expect(filterRequestAt(text, text.length)).toBeNull();
  });

  it.each([
    ['milk du', 'due', 'milk due:'],
    ['is:op', 'open', 'is:open '],
    ['is:open,re', 'recurring', 'is:open,recurring '],
    ['-#ho', 'home', '-#home '],
    ['+gr', 'weekly shop', '+"weekly shop" '],
  ])('%s with %s becomes %s', (text, name, completed) => {
    const request = filterRequestAt(text, text.length);
    if (request === null) throw new Error('A request expected.');
    expect(completeFilter(text, request, name)).toEqual({ text: completed, caret: completed.length });
  });

  it('leaves what comes after the caret', () => {
    const request = filterRequestAt('is:op milk', 5);
    if (request === null) throw new Error('A request expected.');
    expect(completeFilter('is:op milk', request, 'open').text).toBe('is:open milk');
  });
});
