import { isDeepStrictEqual } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import type { Follower } from '../support/follower.ts';
import { ownStack, withOwnStack } from '../support/own-stack.ts';
import { Person } from '../support/person.ts';
import { waitUntil } from '../support/waiting.ts';

let ann: Person;

beforeEach(async () => {
  ann = await Person.signUp();
});
afterEach(() => {
  ann.leave();
});

withOwnStack('two replicas of realtime', () => {
  it('both deliver every change to their own sockets', async () => {
    expect(ownStack().replicas('realtime')).toHaveLength(2);
    // The gateway gives sockets to replicas in turn, so that each holds some of these.
    const sockets = [await ann.openSocket(), await ann.openSocket(), await ann.openSocket()];
    const task = await ann.make({ title: 'heard by all' });
    for (const socket of sockets) await socket.heard('the task', (change) => change.task?.id === task.id);
    await ownStack().kill('realtime', 1);
    try {
      const other = await ann.make({ title: 'heard by the rest' });
      for (const socket of sockets) {
        await socket.connected();
        expect(socket.socket.connected).toBe(true);
      }
      const last = await ann.make({ title: 'heard after the move' });
      expect(other.number).toBe(2);
      for (const socket of sockets) await socket.heard('the last', (change) => change.task?.id === last.id);
    } finally {
      await ownStack().restart('realtime', 1);
    }
  });

  it('have their clients look for what happened while they heard nothing', async () => {
    const follower = await ann.follow();
    await ann.make({ title: 'before' });
    await waitUntil('the first task', () => follower.applied.some(({ task }) => task?.title === 'before'));
    const socketId = follower.socket.socket.id;
    await Promise.all([0, 1].map((index) => ownStack().kill('realtime', index, 'daprd')));
    try {
      const { id } = await ann.make({ title: 'unheard' });
      // The audit log hears of it, so it is published, and before the subscriptions of realtime are back.
      const records = async () => {
        const { items } = await ann.ok<{ items: object[] }>('GET', `/audit/events?subject=${id}`);
        return items.length > 0;
      };
      await waitUntil('its audit record', records);
    } finally {
      await Promise.all([0, 1].map((index) => ownStack().restart('realtime', index, 'daprd')));
    }
    await waitUntil(
      'the second',
      () => follower.applied.some(({ task }) => task?.title === 'unheard'),
      // Sooner than the follower asks by itself.
      15_000,
    );
    expect(follower.socket.socket.id).toBe(socketId);
  });
});

describe('fifty sockets that are cut at random', () => {
  const SOCKETS = 50;
  const SECONDS = 6;

  it('end with the same ordered list', async () => {
    const followers = await Promise.all(Array.from({ length: SOCKETS }, () => ann.follow()));
    const end = Date.now() + SECONDS * 1_000;
    await Promise.all([writeUntil(end), cutUntil(end, followers)]);
    const head = await ann.head();
    for (const follower of followers)
      await waitUntil(`position ${head}, is ${follower.position}`, () => follower.position === head, 15_000);
    const { items } = await ann.changes(0, 1_000);
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, i) => i + 1));
    const diverged = followers.filter(({ applied }) => !isDeepStrictEqual(applied, items));
    expect(diverged).toHaveLength(0);
    // Otherwise nothing was lost by a cut, and this test would prove nothing.
    expect(followers.reduce((sum, { repaired }) => sum + repaired, 0)).toBeGreaterThan(SOCKETS);
  });

  async function writeUntil(end: number): Promise<void> {
    for (let i = 0; Date.now() < end; i += 1) {
      await ann.say(i % 4 === 3 ? 'done 1' : `errand number ${i}`);
      await delay(150);
    }
  }

  async function cutUntil(end: number, followers: readonly Follower[]): Promise<void> {
    while (Date.now() < end) {
      followers[Math.floor(Math.random() * followers.length)]?.socket.cut();
      await delay(60);
    }
  }
});
