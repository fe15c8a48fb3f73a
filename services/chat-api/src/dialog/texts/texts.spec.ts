import { texts, textsFor } from './texts.js';

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each(Object.entries(texts))('the answers in %s', (_, answers) => {
  it('are all there and say the same things', () => {
    const { en } = texts;
    expect(Object.keys(answers).sort()).toEqual(Object.keys(en ?? {}).sort());
    for (const [key, text] of Object.entries(answers) as [keyof typeof answers, string][]) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      expect([key, names(text)]).toEqual([key, names(en?.[key] ?? '')]);
    }
  });
});

it('chooses by language, whatever the region, and speaks English otherwise', () => {
  expect(textsFor('de-AT')).toBe(texts['de']);
  expect(textsFor('DE')).toBe(texts['de']);
  expect(textsFor('fr')).toBe(texts['en']);
});
