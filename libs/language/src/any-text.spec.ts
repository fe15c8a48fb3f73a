import { parse } from './parse.js';
import { processorTime } from './test-cost.js';
import { codesOf, created, saturday } from './test-reading.js';

const hostile: Readonly<Record<string, string>> = {
  '10,000 characters': 'a'.repeat(10_000),
  '500 times "every"': 'every '.repeat(500),
  '330 times "every"': 'every '.repeat(330),
  weekdays: 'mon, '.repeat(390),
  ordinals: '1st and '.repeat(240),
  times: 'at 3 '.repeat(390),
  spans: 'in 1h 2m 3d '.repeat(160),
  offsets: '10 minutes before '.repeat(110),
  targets: `move ${'to '.repeat(600)}friday`,
  snoozes: `snooze ${'until '.repeat(300)}`,
  references: `done ${'1,'.repeat(900)}`,
  quotes: '"'.repeat(2_000),
  sigils: '#'.repeat(2_000),
  dots: '1.'.repeat(1_000),
  'right to left': '\u202eاشتر الحليب غدا '.repeat(100),
  emoji: '👨‍👩‍👧‍👦'.repeat(180),
  markup: '<script>alert(1)</script> '.repeat(70),
  sql: "'; DROP TABLE tasks; -- ".repeat(80),
  'lone surrogates': '\ud800 '.repeat(900),
};

/** Generous, since the first use of a pattern compiles it; the work itself takes under 5 ms. */
const LIMIT_MS = 60;

describe('any text', () => {
  it.each(Object.entries(hostile))('is read in bounded time: %s', (_name, text) => {
    parse(text, saturday);
    const fastest = Math.min(
      ...[1, 2, 3].map(() => {
        const start = processorTime();
        parse(text, saturday);
        return processorTime() - start;
      }),
    );
    expect(fastest).toBeLessThan(LIMIT_MS);
  });

  it('longer than a title is refused, not cut', () => {
    expect(codesOf(parse('a '.repeat(400), saturday).intent)).toEqual(['title.too-long']);
    expect(codesOf(parse('a'.repeat(10_000), saturday).intent)).toEqual(['title.too-long']);
    expect(codesOf(created('a'.repeat(500)))).toEqual([]);
  });

  it('gives a title of one visible line, and keeps the text as typed', () => {
    const text = 'pay\u202e rent\u0000\n  now\u200b';
    expect(created(text).title).toBe('pay rent now');
    expect(parse(text, saturday).text).toBe(text);
  });

  it('keeps joined emoji and right-to-left letters', () => {
    expect(created('👨‍👩‍👧 اشتر الحليب').title).toBe('👨‍👩‍👧 اشتر الحليب');
  });

  it('is only text, whatever it looks like', () => {
    expect(created("<b>x</b>'; DROP TABLE tasks; --").title).toBe("<b>x</b>'; DROP TABLE tasks; --");
  });

  it('gives the same answer for the same input', () => {
    const text = 'review last friday of every month at 4pm #work';
    expect(parse(text, saturday)).toEqual(parse(text, saturday));
  });
});
