import { parseCommandLine } from './command-line.ts';

it('builds everything when nothing is said', () => {
  expect(parseCommandLine([])).toEqual({
    only: undefined,
    tag: undefined,
    registry: undefined,
    builder: undefined,
    source: '',
    live: false,
    extra: [],
  });
});

it('hands what follows -- to the builder, whatever it looks like', () => {
  const line = parseCommandLine(['--only', 'chat-api,web', '--', '--tag', 'x', '--help']);
  expect(line).toMatchObject({ only: ['chat-api', 'web'], tag: undefined, extra: ['--tag', 'x', '--help'] });
});

it.each([
  ['an unknown option', ['--push'], '--push'],
  ['a word', ['chat-api'], 'chat-api'],
  ['no names', ['--only', ','], '--only'],
  ['a tag with a slash', ['--tag', 'a/b'], '"a/b" is not a tag'],
  ['a registry with a scheme', ['--registry', 'https://example.com'], 'is not a registry'],
  ['an unknown builder', ['--builder', 'kaniko'], 'docker, buildah'],
])('refuses %s', (_, args, words) => {
  expect(() => parseCommandLine(args)).toThrow(words);
});
