import { deleteOptions, readSeriesIntent } from './series-phrases.js';

describe('what a message asks of a series', () => {
  it.each([
    ['skip', { kind: 'skip', refs: [{ kind: 'last' }] }],
    ['Skip it!', { kind: 'skip', refs: [{ kind: 'last' }] }],
    ['pause #3', { kind: 'pause', refs: [{ kind: 'number', n: 3 }] }],
    ['resume 2', { kind: 'resume', refs: [{ kind: 'index', n: 2 }] }],
    ['stop repeating water plants', { kind: 'stop-repeat', refs: [{ kind: 'text', text: 'water plants' }] }],
    ['delete #3', null],
    ['skipping rope', null],
  ])('%s', (text, intent) => {
    expect(readSeriesIntent(text)).toEqual(intent);
  });

  it('is what each button of a delete says', () => {
    const kinds = deleteOptions({ number: 7 }).map(({ text }) => readSeriesIntent(text));
    expect(kinds).toEqual(
      ['delete-this', 'delete-future', 'delete-all'].map((kind) => ({
        kind,
        refs: [{ kind: 'number', n: 7 }],
      })),
    );
  });
});
