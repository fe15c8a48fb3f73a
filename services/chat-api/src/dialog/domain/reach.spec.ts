import { reachOptions, readReach } from './reach.js';

describe('how far a message reaches', () => {
  it('is what each button says', () => {
    const read = reachOptions('delete #7').map(({ text }) => readReach(text));
    expect(read).toEqual(['this', 'future', 'all'].map((reach) => ({ text: 'delete #7', reach })));
  });

  it.each(['delete #7', 'watch the whole series', 'only this one'])('is not said by "%s"', (text) => {
    expect(readReach(text)).toEqual({ text });
  });
});
