import { assertStorableText, MalformedTextError } from './storable-text.js';

function refusedIn(value: unknown, pointer?: string): string[] {
  try {
    assertStorableText(value, pointer);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedTextError);
    return (error as MalformedTextError).fields.map((field) => field.pointer);
  }
}

it.each(['half \ud83d a face', '\udc00', 'a\u0000b', '\udc00\ud83d'])('refuses %j', (text) => {
  expect(refusedIn({ title: text })).toEqual(['/title']);
});

it.each(['', 'milk 🥛', '\ufffd', 'line\nline\ttab', '\u202e', 'é'])('takes %j', (text) => {
  expect(refusedIn({ title: text })).toEqual([]);
});

it.each([undefined, null, 7, true, [], {}, { due: null, tags: ['home', 3] }])('takes %j', (value) => {
  expect(refusedIn(value)).toEqual([]);
});

it('names every member at fault, at any depth', () => {
  const value = { title: '\ud800', tags: ['home', 'ho\u0000me'], due: { date: '\u0000' }, notes: 'fine' };
  expect(refusedIn(value)).toEqual(['/title', '/tags/1', '/due/date']);
});

it('looks at the names of members too', () => {
  expect(refusedIn({ 'a\u0000': 1 })).toEqual(['/a\u0000']);
});

it('points to a value that is no object as it was told to, and escapes names as RFC 6901 says', () => {
  expect(refusedIn('\u0000', '/id')).toEqual(['/id']);
  expect(refusedIn({ 'a/b~c': '\u0000' })).toEqual(['/a~1b~0c']);
});

it('does not name thousands', () => {
  expect(refusedIn(Array.from({ length: 50_000 }, () => '\u0000'))).toHaveLength(20);
});

it('reads what is nested deeper than the stack', () => {
  const depth = 120_000;
  const value: unknown = JSON.parse(`${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}`);
  expect(refusedIn(value)[0]).toHaveLength(2 * depth);
});
