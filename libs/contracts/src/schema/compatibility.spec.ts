import { breaches } from './compatibility.js';
import type { PayloadSchema } from './json-schema.js';

const published: PayloadSchema = {
  type: 'object',
  properties: {
    taskId: { type: 'string', format: 'uuid' },
    title: { type: 'string', maxLength: 500 },
    note: { type: 'string' },
    status: { type: 'string', enum: ['open', 'completed'] },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 5 },
    due: { $ref: '#/$defs/Due' },
    steps: { type: 'array', items: { $ref: '#/$defs/Step' } },
  },
  required: ['taskId', 'title', 'status'],
  $defs: {
    Due: {
      type: 'object',
      properties: { kind: { type: 'string' }, zone: { type: 'string' } },
      required: ['kind'],
    },
    Step: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
  },
};

/** A schema that tests may change in place. */
interface Draft {
  type?: string;
  description?: string;
  properties: Record<string, Record<string, unknown>>;
  required: string[];
  $defs: Record<string, { properties: Record<string, unknown>; required: string[] }>;
}

const edits: readonly (readonly [string, (schema: Draft) => unknown, string[]])[] = [
  ['nothing', () => 0, []],
  ['an optional member is added', (s) => (s.properties.list = { type: 'string' }), []],
  [
    'an optional member is added to a part',
    (s) => s.$defs.Due && (s.$defs.Due.properties.at = { type: 'string' }),
    [],
  ],
  [
    'a part gets another name',
    (s) => {
      s.$defs.DueTime = s.$defs.Due ?? { properties: {}, required: [] };
      s.properties.due = { $ref: '#/$defs/DueTime' };
    },
    [],
  ],
  ['the description is reworded', (s) => (s.description = 'Other words.'), []],
  [
    'the order of values changes',
    (s) => s.properties.status && (s.properties.status.enum = ['completed', 'open']),
    [],
  ],
  [
    'a required member is removed',
    (s) => {
      delete s.properties.title;
      s.required = ['taskId', 'status'];
    },
    ['title was removed.'],
  ],
  ['an optional member is removed', (s) => delete s.properties.note, ['note was removed.']],
  [
    'a member is renamed',
    (s) => {
      s.properties.text = s.properties.note ?? {};
      delete s.properties.note;
    },
    ['note was removed.'],
  ],
  [
    'a required member is added',
    (s) => {
      s.properties.list = { type: 'string' };
      s.required.push('list');
    },
    ['list is new and required.'],
  ],
  ['an optional member becomes required', (s) => s.required.push('note'), ['note became required.']],
  [
    'a required member becomes optional',
    (s) => (s.required = ['taskId', 'title']),
    ['status became optional.'],
  ],
  [
    'a type changes',
    (s) => (s.properties.note = { type: 'integer' }),
    ['note: type changed from "string" to "integer".'],
  ],
  [
    'a list becomes a value',
    (s) => (s.properties.tags = { type: 'string' }),
    [
      'tags: type changed from "array" to "string".',
      'tags: maxItems changed from 5 to nothing.',
      'tags: the type of its elements changed.',
    ],
  ],
  [
    'elements of a list change',
    (s) => s.properties.tags && (s.properties.tags.items = { type: 'integer' }),
    ['tags[]: type changed from "string" to "integer".'],
  ],
  [
    'a value of an enumeration is removed',
    (s) => s.properties.status && (s.properties.status.enum = ['open']),
    ['status: enum changed from ["completed","open"] to ["open"].'],
  ],
  [
    'a value is added, which older consumers refuse',
    (s) => s.properties.status && (s.properties.status.enum = ['open', 'completed', 'cancelled']),
    ['status: enum changed from ["completed","open"] to ["cancelled","completed","open"].'],
  ],
  [
    'a limit is lowered',
    (s) => s.properties.title && (s.properties.title.maxLength = 100),
    ['title: maxLength changed from 500 to 100.'],
  ],
  [
    'a limit is raised, which older consumers refuse',
    (s) => s.properties.title && (s.properties.title.maxLength = 900),
    ['title: maxLength changed from 500 to 900.'],
  ],
  [
    'a limit is added',
    (s) => s.properties.note && (s.properties.note.maxLength = 10),
    ['note: maxLength changed from nothing to 10.'],
  ],
  [
    'a format is added',
    (s) => s.properties.note && (s.properties.note.format = 'uri'),
    ['note: format changed from nothing to "uri".'],
  ],
  [
    'a format is dropped',
    (s) => s.properties.taskId && delete s.properties.taskId.format,
    ['taskId: format changed from "uuid" to nothing.'],
  ],
  ['a member of a part is removed', (s) => delete s.$defs.Due?.properties.zone, ['due.zone was removed.']],
  [
    'a member of a part becomes required',
    (s) => s.$defs.Due?.required.push('zone'),
    ['due.zone became required.'],
  ],
  [
    'a member of a listed part is removed',
    (s) => {
      if (s.$defs.Step) s.$defs.Step = { properties: {}, required: [] };
    },
    ['steps[]: type changed from "object" to nothing.', 'steps[].text was removed.'],
  ],
  [
    'a part is replaced by a value',
    (s) => (s.properties.due = { type: 'string' }),
    ['due: type changed from "object" to "string".', 'due.kind was removed.', 'due.zone was removed.'],
  ],
];

it.each(edits)('when %s', (_, edit, expected) => {
  const current = structuredClone(published) as unknown as Draft;
  edit(current);
  expect(breaches(published, current as unknown as PayloadSchema)).toEqual(expected);
});
