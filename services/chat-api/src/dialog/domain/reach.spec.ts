import { reachOptions, readReach } from './reach.js';

const labels = { reachThis: 'this', reachFuture: 'later', reachAll: 'all' };

describe('how far a message reaches', () => {
  it('is what each button says', () => {
    const read = reachOptions('delete #7', labels).map(({ text }) => readReach(text));
    expect(reachOptions('x', labels).map(({ label }) => label)).toEqual(['this', 'later', 'all']);
    expect(read).toEqual(['this', 'future', 'all'].map((reach) => ({ text: 'delete #7', reach })));
  });

  it.each(['delete #7', 'watch the whole series', 'only this one'])('is not said by "%s"', (text) => {
    expect(readReach(text)).toEqual({ text });
  });
});
