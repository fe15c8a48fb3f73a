import { aTask } from '../../test/samples.js';
import { changedFields, editOf, emptyForm, formOf, formProblems, readTags, rebase } from './task-form.js';

const task = aTask({
  notes: 'transfer',
  tags: ['home', 'bills'],
  due: { kind: 'datetime', local: '2026-12-01T09:00:00', zone: 'Europe/Berlin', at: '2026-12-01T08:00:00Z' },
});

describe('the form of a task', () => {
  it('shows the wall-clock time of the task', () => {
    expect(formOf(task)).toMatchObject({ date: '2026-12-01', time: '09:00', tags: 'home, bills' });
    expect(formOf(aTask({ due: { kind: 'date', date: '2026-12-01' } }))).toMatchObject({ time: '' });
  });

  it('sends nothing when nothing changed, and only what changed otherwise', () => {
    const form = formOf(task);
    expect(editOf(form, form, 'UTC')).toEqual({});
    expect(editOf(form, { ...form, title: ' Pay the rent ' }, 'UTC')).toEqual({ title: 'Pay the rent' });
  });

  it('makes a due date of a day, of a day with a time, and of nothing', () => {
    const form = formOf(task);
    expect(editOf(form, { ...form, time: '' }, 'UTC').due).toEqual({ local: '2026-12-01', zone: 'UTC' });
    expect(editOf(form, { ...form, time: '10:30' }, 'Asia/Tokyo').due).toEqual({
      local: '2026-12-01T10:30',
      zone: 'Asia/Tokyo',
    });
    expect(editOf(form, { ...form, date: '', time: '' }, 'UTC').due).toBeNull();
  });

  it('reads tags however they are separated, each once', () => {
    expect(readTags('#home, bills  home,,#')).toEqual(['home', 'bills']);
    expect(changedFields(formOf(task), { ...formOf(task), tags: '#home bills' })).toEqual([]);
  });

  it('says what is wrong at the field', () => {
    const problems = formProblems({ ...emptyForm, title: ' ', time: '09:00', tags: 'a b c d e f' });
    expect(Object.keys(problems)).toEqual(['title', 'due', 'tags']);
    expect(formProblems(formOf(task))).toEqual({});
  });

  it('keeps the person’s changes on top of a newer task, and takes the rest from it', () => {
    const before = formOf(task);
    const mine = { ...before, title: 'mine', time: '10:00' };
    const theirs = { ...before, title: 'theirs', date: '2026-12-05', notes: 'new notes' };
    expect(rebase(before, mine, theirs)).toEqual({
      ...before,
      title: 'mine',
      date: '2026-12-01',
      time: '10:00',
      notes: 'new notes',
    });
  });
});
