import { parse } from './parse.js';
import { processorTime } from './test-cost.js';
import { answerTo, contextOf, corpusLines } from './test-corpus.js';
import { saturday } from './test-reading.js';

/** Longest message that a conversation takes. */
const MAX_MESSAGE = 16_000;
/** Time of the processor; generous, since the first use of a pattern compiles it. Of three tries the best counts. */
const LIMIT_MS = 60;
const ROUNDS = 150;

/** The same numbers each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const lines = ['en', 'de', 'en-negatives', 'de-negatives'].flatMap(corpusLines);
const words = [...new Set(lines.flatMap(({ text }) => text.split(' ')))];

type Random = () => number;

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T;
}

const MUTATIONS: Readonly<Record<string, (text: string, random: Random) => string>> = {
  'a piece cut out': (text, random) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + text.slice(at + Math.floor(random() * 6));
  },
  'a piece repeated': (text, random) => {
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + text.slice(at, at + 12).repeat(1 + Math.floor(random() * 150));
  },
  'two sentences crossed': (text, random) => {
    const other = pick(lines, random).text;
    return (
      text.slice(0, Math.floor(random() * text.length)) + other.slice(Math.floor(random() * other.length))
    );
  },
  'words in any order': (_text, random) =>
    Array.from({ length: 1 + Math.floor(random() * 200) }, () => pick(words, random)).join(' '),
  'any characters': (_text, random) =>
    Array.from({ length: Math.floor(random() * 400) }, () =>
      String.fromCharCode(Math.floor(random() * (random() < 0.7 ? 0x180 : 0x10000))),
    ).join(''),
  'signs and digits': (_text, random) =>
    Array.from({ length: Math.floor(random() * 1_000) }, () =>
      pick([...'0123456789#+!"\'./:-,() @p'], random),
    ).join(''),
};

const PIECES = [
  ...[
    'every ',
    'jeden ',
    'mon, ',
    '1st and ',
    'at 3 ',
    'in 1h 2m ',
    '10 minutes before ',
    'to ',
    'until ',
    'from 1 to ',
  ],
  ...[
    '"',
    "'",
    '„',
    '#',
    '#a ',
    '+',
    '!',
    '1.',
    '24.12. ',
    '5/12 ',
    'dec 1-',
    'a and a half ',
    'half past ',
    'rename a to ',
    'remind me ',
  ],
  ...[
    '(',
    ' ',
    '\t',
    '\n',
    '\u0000',
    '\u202e',
    '\u0301',
    '👨‍👩‍👧',
    '\ud800',
    'ß',
    'İ',
    '9',
    '99:',
    'a',
    'a ',
    ', ',
    'and ',
    'halb ',
  ],
];

function cost(text: string, locale: string): number {
  const once = (): number => {
    const began = processorTime();
    parse(text, { ...saturday, locale });
    return processorTime() - began;
  };
  const first = once();
  return first < LIMIT_MS ? first : Math.min(once(), once());
}

function expectSound(text: string, locale: string): void {
  const { intent, spans } = parse(text, { ...saturday, locale });
  if (intent.kind === 'create') expect(intent.title.length <= 500 || intent.problems.length > 0).toBe(true);
  for (const { start, end, text: part } of spans) expect(text.slice(start, end)).toBe(part);
  expect([text.slice(0, 80), cost(text, locale) < LIMIT_MS]).toEqual([text.slice(0, 80), true]);
}

describe.each(['en', 'de'])('any text is read soundly and in bounded time: %s', (locale) => {
  it.each(Object.entries(MUTATIONS))('%s', (_name, mutate) => {
    const random = seeded(20261121);
    for (let round = 0; round < ROUNDS; round++) {
      expectSound(mutate(pick(lines, random).text, random).slice(0, MAX_MESSAGE), locale);
    }
  });

  it.each(PIECES)('%j again and again', (piece) => {
    for (const length of [500, 1_999, MAX_MESSAGE]) {
      const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
      expectSound(text, locale);
      expectSound(`call mom ${text}`.slice(0, length), locale);
      expectSound(`${text.slice(0, -20)} tomorrow at 3pm`, locale);
    }
  });
});

it('an answer does not depend on what was read before', () => {
  const some = lines.filter((_, i) => i % 17 === 0);
  const before = some.map((line) => JSON.stringify(answerTo(line)));
  for (const line of lines) parse(line.text, contextOf(line));
  expect(some.map((line) => JSON.stringify(answerTo(line)))).toEqual(before);
});
