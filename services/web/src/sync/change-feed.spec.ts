import { aMessage, aTask } from '../../test/samples.js';
import type { Change } from '../api/types.js';
import { type Feed, receive } from './change-feed.js';
import { emptyState } from './sync-state.js';

const start: Feed = { state: { ...emptyState, head: 4 }, early: [], gap: false };
const said = (seq: number): Change => ({ seq, type: 'message.created', message: aMessage(seq) });
const ids = (feed: Feed) => feed.state.messages['c1']?.map((message) => message.id) ?? [];

describe('the change feed', () => {
  it('applies the next change at once', () => {
    const feed = receive(start, [said(5)], 'socket');
    expect(feed.state.head).toBe(5);
    expect(ids(feed)).toEqual(['message-5']);
    expect(feed.gap).toBe(false);
  });

  it('keeps a change that came too early, says that one is missing, and applies both in order', () => {
    const waiting = receive(start, [said(6)], 'socket');
    expect(waiting).toMatchObject({ gap: true, state: { head: 4 } });
    const complete = receive(waiting, [said(5)], 'feed');
    expect(complete).toMatchObject({ gap: false, early: [], state: { head: 6 } });
    expect(ids(complete)).toEqual(['message-5', 'message-6']);
  });

  it('ignores what it has applied already', () => {
    const once = receive(start, [said(5)], 'socket');
    const twice = receive(once, [said(5), said(4)], 'socket');
    expect(twice.state).toBe(once.state);
    expect(twice.gap).toBe(false);
  });

  it('knows of a gap from a hint without a body, and does not apply it', () => {
    const feed = receive(start, [{ seq: 5, type: 'task.changed' }], 'socket');
    expect(feed).toMatchObject({ gap: true, state: { head: 4 } });
  });

  it('passes over a type it does not know when the feed itself contains it', () => {
    const unknown = { seq: 5, type: 'workflow.started' };
    expect(receive(start, [unknown], 'socket')).toMatchObject({ gap: true, state: { head: 4 } });
    const feed = receive(start, [unknown, said(6)], 'feed');
    expect(feed).toMatchObject({ gap: false, state: { head: 6 } });
  });

  it('never lets an older version of a task replace a newer one', () => {
    const newer = aTask({ version: 3, title: 'new' });
    const state = { ...start.state, tasks: { [newer.id]: newer } };
    const feed = receive(
      { ...start, state },
      [{ seq: 5, type: 'task.changed', task: aTask({ version: 2, title: 'old' }) }],
      'feed',
    );
    expect(feed.state.tasks[newer.id]?.title).toBe('new');
    expect(feed.state.head).toBe(5);
  });

  it('remembers a deleted task until the feed brings it back', () => {
    const state = { ...start.state, tasks: { 'task-1': aTask() } };
    const deleted = receive(
      { ...start, state },
      [{ seq: 5, type: 'task.deleted', taskId: 'task-1' }],
      'feed',
    );
    expect(deleted.state.tasks).toEqual({});
    expect(deleted.state.deletedTasks).toEqual({ 'task-1': true });
    const back = receive(deleted, [{ seq: 6, type: 'task.changed', task: aTask({ version: 2 }) }], 'feed');
    expect(back.state.tasks['task-1']?.version).toBe(2);
    expect(back.state.deletedTasks).toEqual({});
  });
});
