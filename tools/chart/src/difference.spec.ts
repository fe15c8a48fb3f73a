import { difference } from './difference.ts';

it('shows the lines that differ and where they begin', () => {
  expect(difference('a\nb\nc\n', 'a\nx\ny\nc\n')).toBe('from line 2:\n- b\n+ x\n+ y');
});

it('is short however much differs', () => {
  const many = (letter: string) => Array.from({ length: 100 }, (_, i) => `${letter}${i}`).join('\n');
  expect(difference(many('a'), many('b')).split('\n').length).toBeLessThan(30);
});

it('says when there is nothing yet', () => {
  expect(difference('', 'a')).toBe('It is not there.');
});
