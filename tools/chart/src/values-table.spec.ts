import { keysOf, undocumented } from './values-table.ts';

const VALUES = `
image:
  # -- Name of the repository.
  repository: parley
# -- Requests and limits.
resources:
  requests: { cpu: 1m }
`;
const SCHEMA = {
  additionalProperties: false,
  properties: {
    image: { additionalProperties: false, properties: { repository: {} } },
    resources: { $ref: '#/$defs/resources' },
  },
  $defs: { resources: { additionalProperties: false, properties: { requests: {} } } },
};

it('takes each key with the comment above it, and a key with a comment as a whole', () => {
  expect(keysOf(VALUES)).toEqual([
    { path: 'image.repository', about: 'Name of the repository.', value: 'parley' },
    { path: 'resources', about: 'Requests and limits.', value: { requests: { cpu: '1m' } } },
  ]);
});

it('takes the comment above the first key of a section for that key', () => {
  const keys = keysOf('first:\n  # -- The first.\n  one: 1\n  # -- The second.\n  two: 2\n');
  expect(keys.map(({ about }) => about)).toEqual(['The first.', 'The second.']);
});

it('is content when values, comments and schema agree', () => {
  expect(undocumented(VALUES, SCHEMA)).toEqual([]);
});

it.each([
  ['a key without a comment', `${VALUES}other: 1\n`, SCHEMA, 'other has no comment'],
  ['a key that the schema does not know', `${VALUES}# -- Other.\nother: 1\n`, SCHEMA, 'other is not in'],
  [
    'a key that the schema alone knows',
    VALUES,
    { ...SCHEMA, properties: { ...SCHEMA.properties, more: {} } },
    'more is in values.schema.json alone',
  ],
  [
    'a level that takes unknown keys',
    VALUES,
    { ...SCHEMA, additionalProperties: true },
    'takes unknown keys',
  ],
])('finds %s', (_, values, schema, problem) => {
  expect(undocumented(values, schema).join()).toContain(problem);
});
