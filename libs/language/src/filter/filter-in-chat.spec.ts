import { parse } from '../parse.js';
import { created, saturday } from '../test-reading.js';

const asked = (text: string, context = saturday): readonly [string, string] => {
  const { intent } = parse(text, context);
  if (intent.kind !== 'list' && intent.kind !== 'search')
    throw new Error(`"${text}" was read as ${intent.kind}`);
  return [intent.kind, intent.source];
};

describe('a list request', () => {
  it.each([
    ['show #home OR #work', '#home OR #work'],
    ['show (overdue OR today) -#someday', '(due:overdue OR due:today) -#someday'],
    ['show high priority tasks OR overdue', '!high OR due:overdue'],
    ['show milk is:done', 'milk is:done'],
    ['show "oat milk" has:reminder', '"oat milk" has:reminder'],
    ['list due:friday..sunday sort:-priority', 'due:friday..sunday sort:-priority'],
    ['/list done:7d', 'done:7d'],
    ['show #home or #work', '#home OR #work'],
    ['show overdue or high priority tasks, #home', 'due:overdue OR !high #home'],
    ['show #home or milk or !high is:done', '#home or milk or !high is:done'],
  ])('%s takes the filter language: %s', (text, source) => {
    expect(asked(text)).toEqual(['list', source]);
  });

  it.each([
    'show Tim the garden',
    'show Tim the garden #home',
    'show or tell #home',
    'show #home or',
    'show "Inception" to Tim',
  ])('without a key is none when words are left: %s', (text) => {
    expect(created(text).title).not.toBe('');
  });

  it('with a mistake offers the corrected one', () => {
    const { intent } = parse('show duee:today', saturday);
    expect(intent).toMatchObject({
      kind: 'list',
      problems: [{ code: 'filter.unknown-key', suggestions: [{ texts: ['/list due:today'] }] }],
    });
    expect(parse('search milk is:opne', saturday).intent).toMatchObject({
      problems: [{ suggestions: [{ texts: ['/search milk is:open'] }] }],
    });
  });
});

describe('a saved filter', () => {
  const context = { ...saturday, savedFilters: [{ name: 'Tim’s Gärten', query: '#garden is:open' }] };

  it.each(['show tim’s garten', 'list Tim’s  Gärten?', '/list "Tim’s Gärten"'])(
    'is shown by its name: %s',
    (text) => {
      expect(asked(text, context)).toEqual(['list', '#garden is:open']);
    },
  );

  it('changes no other sentence', () => {
    expect(created('tim’s garten', context).title).toBe('tim’s garten');
    expect(created('show Tim the garden', context).title).toBe('show Tim the garden');
  });
});
