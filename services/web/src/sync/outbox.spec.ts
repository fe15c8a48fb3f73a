import {
  enqueue,
  markFailed,
  markSending,
  markWaiting,
  nextToSend,
  type Outbox,
  remove,
  restored,
  retry,
} from './outbox.js';

function outboxOf(...ids: string[]): Outbox {
  return ids.reduce<Outbox>(
    (outbox, id, index) =>
      enqueue(outbox, {
        clientMessageId: id,
        conversationId: 'c1',
        text: id,
        createdAt: `2026-11-21T09:00:0${index}Z`,
      }),
    [],
  );
}

const ids = (outbox: Outbox) => outbox.map((entry) => entry.clientMessageId);

describe('the outbox', () => {
  it('sends the oldest message first, one at a time', () => {
    const outbox = outboxOf('a', 'b');
    expect(nextToSend(outbox, 'c1')?.clientMessageId).toBe('a');
    expect(nextToSend(markSending(outbox, 'a'), 'c1')).toBeNull();
  });

  it('lets nothing overtake a message that waits for a connection', () => {
    const outbox = markWaiting(markSending(outboxOf('a', 'b'), 'a'), 'a');
    expect(nextToSend(outbox, 'c1')?.clientMessageId).toBe('a');
  });

  it('does not hold up later messages behind one that was refused', () => {
    const outbox = markFailed(outboxOf('a', 'b'), 'a', 'Too long.');
    expect(nextToSend(outbox, 'c1')?.clientMessageId).toBe('b');
  });

  it('sends a retried message after what is already under way', () => {
    const outbox = retry(markFailed(outboxOf('a', 'b'), 'a', 'Too long.'), 'a');
    expect(ids(outbox)).toEqual(['b', 'a']);
    expect(outbox[1]).toMatchObject({ status: 'queued', attempts: 0, problem: null });
  });

  it('retries only what failed', () => {
    const outbox = outboxOf('a');
    expect(retry(outbox, 'a')).toBe(outbox);
  });

  it('keeps conversations apart', () => {
    expect(nextToSend(markSending(outboxOf('a'), 'a'), 'c2')).toBeNull();
    const other = enqueue(markSending(outboxOf('a'), 'a'), {
      clientMessageId: 'x',
      conversationId: 'c2',
      text: 'x',
      createdAt: '2026-11-21T09:00:09Z',
    });
    expect(nextToSend(other, 'c2')?.clientMessageId).toBe('x');
  });

  it('comes back after a reload in the order of writing, with what was under way queued again', () => {
    const [a, b] = markFailed(markSending(outboxOf('a', 'b'), 'a'), 'b', 'No.');
    if (a === undefined || b === undefined) throw new Error('Two entries expected.');
    const outbox = restored([b, a]);
    expect(outbox.map((entry) => [entry.clientMessageId, entry.status])).toEqual([
      ['a', 'queued'],
      ['b', 'failed'],
    ]);
  });

  it('stays the same when there is nothing to remove', () => {
    const outbox = outboxOf('a');
    expect(remove(outbox, ['z'])).toBe(outbox);
    expect(remove(outbox, ['a'])).toEqual([]);
  });
});
