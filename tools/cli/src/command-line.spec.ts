import { HELP, parseCommandLine } from './command-line.ts';
import { UsageError } from './errors.ts';

it('takes a command with its options', () => {
  const line = parseCommandLine([
    'dlq',
    'list',
    '--topic',
    'reminders',
    '--status',
    'all',
    '--limit',
    '7',
    '--json',
  ]);
  expect(line).toMatchObject({
    command: 'list',
    topic: 'reminders',
    status: 'all',
    limit: 7,
    json: true,
    yes: false,
  });
});

it('lists what is open when nothing else is said', () => {
  expect(parseCommandLine(['dlq', 'list'])).toMatchObject({ status: 'open', limit: 50, all: false });
});

it.each(['--help', '-h'])('shows help for %s, also beside a command', (option) => {
  expect(parseCommandLine(['dlq', 'list', option])).toBeUndefined();
});

it('gives examples that it understands', () => {
  const examples = [...HELP.matchAll(/^ {2}parley (.+?)(?: \|.*)?$/gm)].map(([, text]) =>
    String(text).split(' '),
  );
  expect(examples.length).toBeGreaterThan(2);
  for (const args of examples) expect(parseCommandLine(args)?.command).toBe(args[1]);
});

it.each([
  [[], 'Say what to do'],
  [['queue'], 'There is no "queue"'],
  [['dlq'], 'There is no command'],
  [['dlq', 'purge'], 'There is no command "dlq purge"'],
  [['dlq', 'list', '--hard'], "Unknown option '--hard'"],
  [['dlq', 'drop', 'a', '--force'], 'has no option --force'],
  [['dlq', 'replay', '--all', '--force'], '--force goes with ids'],
  [['dlq', 'list', 'x'], 'takes no id'],
  [['dlq', 'list', '--all'], 'has no option --all'],
  [['dlq', 'list', '--status', 'lost'], '--status must be one of'],
  [['dlq', 'list', '--limit', '0'], '--limit must be'],
  [['dlq', 'list', '--limit', '1e3'], '--limit must be'],
  [['dlq', 'show'], 'takes one id'],
  [['dlq', 'show', 'a', 'b'], 'takes one id'],
  [['dlq', 'show', 'a', '--yes'], 'has no option --yes'],
  [['dlq', 'replay'], 'takes ids, or --all'],
  [['dlq', 'drop', 'a', '--all'], 'takes ids, or --all'],
  [['dlq', 'replay', 'a', '--topic', 'reminders'], 'go with --all'],
])('does not understand %j', (args, words) => {
  expect(() => parseCommandLine(args)).toThrow(UsageError);
  expect(() => parseCommandLine(args)).toThrow(words);
});
