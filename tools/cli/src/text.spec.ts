import type { FullLetter } from './operator-api.ts';
import { details, printable, table } from './text.ts';

const letter: FullLetter = {
  id: 'i1',
  topic: 'task-events',
  key: 'k\u001b]0;title\u0007',
  eventId: 'e1',
  type: 'a\nb',
  workspaceId: null,
  replayable: true,
  madeAt: '2026-08-01T09:00:00.000Z',
  firstAt: '2026-08-01T09:00:00.000Z',
  lastAt: '2026-08-01T09:00:00.000Z',
  deliveries: 2,
  status: 'open',
  resolvedAt: null,
  resolvedBy: null,
  bytes: Buffer.from('{"a":"\u001b[2J"}').toString('base64'),
  json: null,
};

it('keeps a terminal from obeying what a letter holds', () => {
  expect(printable('a\u001b[31mb\u0007\u009b2J\r\u202ec\n\té')).toBe(
    'a\\u001b[31mb\\u0007\\u009b2J\\u000d\\u202ec\n\té',
  );
});

it('has one line per letter, whatever its type is', () => {
  const noEvent = { ...letter, type: null, replayable: false };
  expect(table([letter, noEvent]).split('\n')).toEqual([
    'ID  TOPIC        TYPE        LAST                      TIMES  STATUS',
    'i1  task-events  a\\nb        2026-08-01T09:00:00.000Z  2      open',
    'i1  task-events  (no event)  2026-08-01T09:00:00.000Z  2      open',
  ]);
});

it('tells everything that is known of a letter, with its text as it came', () => {
  const text = details(letter);
  expect(text).toContain('key:         k\\u001b]0;title\\u0007\n');
  expect(text).toMatch(/\n\n\{"a":"\\u001b\[2J"\}$/);
  expect(text).not.toContain('workspaceId');
});

it('shows JSON so that it can be read', () => {
  expect(details({ ...letter, json: { a: [1] } })).toMatch(/\n\n\{\n {2}"a": \[\n {4}1\n {2}\]\n\}$/);
});
