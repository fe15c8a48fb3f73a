import * as contracts from './index.js';

const { deadLetterTopic, eventCatalogue, topics } = contracts;

const definitions = [...eventCatalogue.values()];
const exported = (Object.values(contracts) as readonly unknown[]).filter(
  (value): value is contracts.EventDefinition =>
    typeof value === 'object' && value !== null && 'partitionKey' in value,
);

it('holds every event that the package exports, each type once', () => {
  // A map keeps one of two definitions with the same type; the package would still export both.
  expect(exported.map(({ type }) => type).toSorted()).toEqual([...eventCatalogue.keys()].toSorted());
});

it.each(definitions.map((definition) => [definition.type, definition] as const))(
  '%s is named by aggregate, past tense and version, and says what it means',
  (type, { topic, summary }) => {
    expect(type).toMatch(/^parley\.[a-z]+\.[a-z]+\.v\d+$/);
    expect(topics).toContain(topic);
    expect(summary).toMatch(/^[A-Z].+\.$/);
  },
);

it('has an event in every topic', () => {
  expect(new Set(definitions.map(({ topic }) => topic))).toEqual(new Set(topics));
});

it('never consumes an event in the service that made it, but for the probe of its own way', () => {
  expect(definitions.filter(({ consumers, producer }) => consumers.includes(producer))).toEqual([
    contracts.fanoutProbedV1,
  ]);
});

it('keeps dead letters beside their topic', () => {
  expect(deadLetterTopic('reminders')).toBe('reminders-dlq');
});
