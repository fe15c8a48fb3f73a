import { aMessage, settled } from '../../test/samples.js';
import type { SendResult } from '../api/types.js';
import { MAX_SERVER_FAILURES, type Outbox, type OutboxEntry } from './outbox.js';
import { backoff, type Delivery, Sender } from './sender.js';

/** A server whose answers the test gives one by one. */
function aSender(stored: OutboxEntry[] = []) {
  const delivered: string[] = [];
  const answers: ((delivery: Delivery) => void)[] = [];
  const pauses: number[] = [];
  const wakes: (() => void)[] = [];
  const accepted: SendResult[] = [];
  const kept = new Map(stored.map((entry) => [entry.clientMessageId, entry]));
  let outbox: Outbox = [];
  const sender = new Sender({
    store: {
      all: () => Promise.resolve([...kept.values()]),
      put: (entry) => Promise.resolve(void kept.set(entry.clientMessageId, entry)),
      delete: (id) => Promise.resolve(void kept.delete(id)),
    },
    deliver: (entry) => {
      delivered.push(entry.text);
      return new Promise((resolve) => answers.push(resolve));
    },
    accepted: (result) => accepted.push(result),
    publish: (next) => {
      outbox = next;
    },
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return new Promise((resolve) => wakes.push(resolve));
    },
  });
  return {
    sender,
    delivered,
    pauses,
    accepted,
    kept,
    outbox: () => outbox,
    send: (text: string) => {
      const createdAt = `2026-11-21T09:00:0${kept.size}Z`;
      sender.send({ clientMessageId: text, conversationId: 'c1', text, createdAt });
    },
    answer: async (delivery: Delivery) => {
      answers.shift()?.(delivery);
      await settled();
    },
    wake: async () => {
      wakes.shift()?.();
      await settled();
    },
  };
}

const ok: Delivery = { kind: 'accepted', result: { message: aMessage(1), replies: [], tasks: [] } };

describe('the sender', () => {
  it('waits for the answer to one message before it sends the next', async () => {
    const world = aSender();
    world.send('first');
    world.send('second');
    expect(world.delivered).toEqual(['first']);
    await world.answer(ok);
    expect(world.delivered).toEqual(['first', 'second']);
    await world.answer(ok);
    expect(world.outbox()).toEqual([]);
    expect(world.accepted).toHaveLength(2);
  });

  it('tries the same message again after a pause when nothing answered', async () => {
    const world = aSender();
    world.send('first');
    world.send('second');
    await world.answer({ kind: 'unreachable' });
    expect(world.outbox()[0]?.status).toBe('waiting');
    expect(world.delivered).toEqual(['first']);
    await world.wake();
    expect(world.delivered).toEqual(['first', 'first']);
  });

  it('does not start a second attempt when something is written during the pause', async () => {
    const world = aSender();
    world.send('first');
    await world.answer({ kind: 'unreachable' });
    world.send('second');
    expect(world.delivered).toEqual(['first']);
  });

  it('never gives up on its own while the server cannot be reached', async () => {
    const world = aSender();
    world.send('first');
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await world.answer({ kind: 'unreachable' });
      await world.wake();
    }
    expect(world.outbox()[0]?.status).toBe('sending');
    expect(Math.max(...world.pauses)).toBe(30_000);
  });

  it('leaves it to the person when the server keeps failing on one message', async () => {
    const world = aSender();
    world.send('first');
    for (let attempt = 1; attempt < MAX_SERVER_FAILURES; attempt += 1) {
      await world.answer({ kind: 'server-failed', problem: 'Broken.' });
      await world.wake();
    }
    await world.answer({ kind: 'server-failed', problem: 'Broken.' });
    expect(world.outbox()[0]).toMatchObject({ status: 'failed', problem: 'Broken.' });
  });

  it('shows a refusal, goes on with the next, and sends the refused one when the person says so', async () => {
    const world = aSender();
    world.send('first');
    world.send('second');
    await world.answer({ kind: 'refused', problem: 'Too long.' });
    expect(world.outbox()[0]).toMatchObject({ status: 'failed', problem: 'Too long.' });
    await world.answer(ok);
    world.sender.retry('first');
    await world.answer(ok);
    expect(world.delivered).toEqual(['first', 'second', 'first']);
    expect(world.outbox()).toEqual([]);
  });

  it('keeps unsent messages over a reload and sends them in order', async () => {
    const before = aSender();
    before.send('first');
    before.send('second');
    await settled();
    const after = aSender([...before.kept.values()]);
    await after.sender.restore();
    await after.answer(ok);
    await after.answer(ok);
    expect(after.delivered).toEqual(['first', 'second']);
    expect(after.kept.size).toBe(0);
  });

  it('forgets a message that the server turns out to have, without sending it again', async () => {
    const world = aSender();
    world.send('first');
    await world.answer({ kind: 'unreachable' });
    world.sender.forget(['first']);
    await world.wake();
    expect(world.delivered).toEqual(['first']);
    expect(world.kept.size).toBe(0);
  });

  it('waits longer from attempt to attempt, up to half a minute', () => {
    expect([1, 2, 3, 9].map(backoff)).toEqual([1_000, 2_000, 4_000, 30_000]);
  });
});
