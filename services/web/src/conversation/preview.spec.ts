import { previewChips } from './preview.js';

it('shows what was understood in the order it was typed, and leaves out what says nothing', () => {
  const chips = previewChips([
    { type: 'tag', start: 30, end: 35, text: '#home' },
    { type: 'intent', start: 0, end: 3, text: 'add' },
    { type: 'recurrence', start: 9, end: 18, text: ' every 1st' },
  ]);
  expect(chips).toEqual([
    { label: 'Repeats', text: 'every 1st' },
    { label: 'Tag', text: '#home' },
  ]);
});
