import { aMessage } from '../../test/samples.js';
import type { OutboxEntry } from '../sync/outbox.js';
import { openQuestion, timeline, withoutEmptyAnnouncements } from './timeline.js';

function unsent(id: string, createdAt = '2026-11-21T09:01:00Z'): OutboxEntry {
  return {
    clientMessageId: id,
    conversationId: 'c1',
    text: id,
    createdAt,
    status: 'queued',
    attempts: 0,
    problem: null,
  };
}

describe('the timeline', () => {
  it('divides days where the person lives', () => {
    const messages = [
      aMessage(1, { createdAt: '2026-11-20T22:30:00Z' }),
      aMessage(2, { createdAt: '2026-11-20T23:30:00Z' }),
    ];
    const days = (zone: string) => timeline(messages, [], zone).filter((item) => item.kind === 'day');
    expect(days('UTC')).toHaveLength(1);
    expect(days('Europe/Berlin').map((item) => item.key)).toEqual(['day-2026-11-20', 'day-2026-11-21']);
  });

  it('shows unsent messages after all others', () => {
    const kinds = timeline([aMessage(1)], [unsent('a')], 'UTC').map((item) => item.kind);
    expect(kinds).toEqual(['day', 'message', 'pending']);
  });

  it('shows a message once while its echo is still in the outbox, under the same key', () => {
    const before = timeline([], [unsent('a')], 'UTC');
    const after = timeline([aMessage(1, { author: 'user', clientMessageId: 'a' })], [unsent('a')], 'UTC');
    expect(after.map((item) => item.key)).toEqual(before.map((item) => item.key));
    expect(after.at(-1)?.kind).toBe('message');
  });

  it('joins what one author says within a few minutes', () => {
    const items = timeline(
      [aMessage(1), aMessage(2, { createdAt: '2026-11-21T09:04:00Z' }), aMessage(3, { author: 'user' })],
      [],
      'UTC',
    );
    expect(items.map((item) => (item.kind === 'day' ? null : item.continues))).toEqual([
      null,
      false,
      true,
      false,
    ]);
  });

  it('begins anew on a new day, however short the silence', () => {
    const messages = [
      aMessage(1, { createdAt: '2026-11-20T23:59:00Z' }),
      aMessage(2, { createdAt: '2026-11-21T00:01:00Z' }),
    ];
    expect(timeline(messages, [], 'UTC').at(-1)).toMatchObject({ continues: false });
  });

  it('begins anew after a long silence', () => {
    const items = timeline([aMessage(1), aMessage(2, { createdAt: '2026-11-21T09:30:00Z' })], [], 'UTC');
    expect(items.at(-1)).toMatchObject({ continues: false });
  });
});

describe('an open question', () => {
  const question = aMessage(2, {
    blocks: [{ type: 'quick-replies', options: [{ label: 'Yes', text: 'yes' }] }],
  });

  it('is the newest message while nothing follows it', () => {
    expect(openQuestion([aMessage(1), question], [])).toBe('message-2');
  });

  it('is closed by any answer, sent or not', () => {
    expect(openQuestion([question, aMessage(3, { author: 'user' })], [])).toBeNull();
    expect(openQuestion([question], [unsent('yes')])).toBeNull();
    expect(openQuestion([question, aMessage(3)], [])).toBeNull();
  });
});

describe('an announcement of tasks', () => {
  const task = (taskId: string) => ({ type: 'task' as const, taskId });
  const shown = (text: string, ...ids: string[]) =>
    withoutEmptyAnnouncements([aMessage(1, { text, blocks: ids.map(task) })], { gone: true, too: true })
      .length;

  it('goes with the last of them', () => {
    expect(shown('Next time:', 'gone')).toBe(0);
    expect(shown('Next time:', 'gone', 'too')).toBe(0);
    expect(shown('Next time:', 'gone', 'here')).toBe(1);
  });

  it('is no other message, which stays with the word that its task was deleted', () => {
    expect(shown('Added.', 'gone')).toBe(1);
    expect(shown('Some examples:')).toBe(1);
  });
});
