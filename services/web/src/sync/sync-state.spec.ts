import { aMessage, aTask } from '../../test/samples.js';
import { applyChange, emptyState, withMessages, withoutTask, withTasks } from './sync-state.js';

describe('the synchronised state', () => {
  it('puts messages in the order of the conversation, each once', () => {
    const state = withMessages(withMessages(emptyState, 'c1', [aMessage(3)]), 'c1', [
      aMessage(1),
      aMessage(3),
      aMessage(2),
    ]);
    expect(state.messages['c1']?.map((message) => message.seq)).toEqual([1, 2, 3]);
  });

  it('stays the same object when nothing is new', () => {
    const state = withTasks(withMessages(emptyState, 'c1', [aMessage(1)]), [aTask()]);
    expect(withTasks(withMessages(state, 'c1', [aMessage(1)]), [aTask()])).toBe(state);
  });

  it('does not bring a deleted task back from an answer that was under way', () => {
    const state = withoutTask(withTasks(emptyState, [aTask()]), 'task-1');
    expect(withTasks(state, [aTask({ version: 9 })]).tasks).toEqual({});
  });

  it('takes the newest of several versions in one answer', () => {
    const state = withTasks(emptyState, [aTask({ version: 2 }), aTask({ version: 1 })]);
    expect(state.tasks['task-1']?.version).toBe(2);
  });

  it('refuses a change that leaves one out', () => {
    expect(() => applyChange(emptyState, { seq: 2, type: 'task.deleted', taskId: 'x' })).toThrow(
      'cannot follow',
    );
  });

  it('has the filters of the newest change', () => {
    const filters = [{ id: 'f1', name: 'Week', query: 'due:7d', position: 0, version: 1 }];
    const state = applyChange(emptyState, { seq: 1, type: 'filters.changed', filters });
    expect(state.filters).toEqual(filters);
    expect(applyChange(state, { seq: 2, type: 'filters.changed', filters: [] }).filters).toEqual([]);
  });
});
