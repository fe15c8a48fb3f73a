import { InvalidInputError } from '@parley/service-kit';
import { randomUUID } from 'node:crypto';
import { fromCursor, toCursor } from './reminders-query.js';

describe(fromCursor.name, () => {
  it('reads what was handed out', () => {
    const key = { dueAt: new Date('2026-08-01T09:00:00.123Z'), id: randomUUID() };
    expect(fromCursor(toCursor(key))).toEqual(key);
  });

  it.each(['', 'x', Buffer.from('2026-08-01 not-an-id').toString('base64url')])('refuses %p', (cursor) => {
    expect(() => fromCursor(cursor)).toThrow(InvalidInputError);
  });
});
