import { onlyTask, type Task } from '../support/model.ts';
import { Person } from '../support/person.ts';
import { waitUntil } from '../support/waiting.ts';

let ann: Person;

beforeAll(async () => {
  ann = await Person.signUp({ timeZone: 'America/New_York' });
});
afterAll(() => {
  ann.leave();
});

const openOf = async (series: Task['series']): Promise<Task[]> =>
  (await ann.tasks()).filter((task) => task.series?.id === series?.id);

describe('a series', () => {
  it('keeps several occurrences open, and makes the next when one is done', async () => {
    const first = await ann.make({
      title: 'water plants',
      due: { local: '2030-01-01T09:00' },
      recurrence: { rrule: 'FREQ=DAILY', ahead: 2 },
    });
    expect((await openOf(first.series)).map(({ occurrenceKey }) => occurrenceKey)).toEqual([
      '2030-01-01T09:00',
      '2030-01-02T09:00',
    ]);
    await ann.ok('POST', `/tasks/${first.id}/complete`);
    const open = await waitUntil('the third', async () => {
      const tasks = await openOf(first.series);
      return tasks.some(({ occurrenceKey }) => occurrenceKey === '2030-01-03T09:00') && tasks;
    });
    expect(open).toHaveLength(2);
  });

  it('moves along when its person chooses another zone', async () => {
    const task = onlyTask(await ann.say('stretch every day at 9am'));
    await ann.session('POST', '/update-user', { timeZone: 'Asia/Tokyo' });
    const moved = await waitUntil('the move', async () =>
      (await openOf(task.series)).find(({ due }) => due?.kind === 'datetime' && due.zone === 'Asia/Tokyo'),
    );
    const due = moved.due as Extract<Task['due'], { kind: 'datetime' }>;
    expect(due.local).toBe((task.due as typeof due).local);
    expect(new Date(due.at).getUTCHours()).toBe(0);
  });

  it('is skipped, rests and goes on by words', async () => {
    const task = onlyTask(await ann.say('feed the cat every day at 7am'));
    const next = onlyTask(await ann.say(`skip #${task.number}`));
    expect(next.occurrenceKey).not.toBe(task.occurrenceKey);
    await ann.say(`pause #${next.number}`);
    expect(await openOf(task.series)).toEqual([]);
    await ann.say('resume feed the cat');
    expect(await openOf(task.series)).toHaveLength(1);
  });

  it('begins with a task that is there, by words, and ends by words', async () => {
    const task = onlyTask(await ann.say('sweep the yard'));
    const begun = onlyTask(await ann.say(`#${task.number} every friday at 9am instead`));
    expect(begun).toMatchObject({ id: task.id, series: { text: 'every Friday at 09:00' } });
    await ann.say(`done #${task.number}`);
    const next = await waitUntil('the next', async () =>
      (await openOf(begun.series)).find(({ id }) => id !== task.id),
    );
    await ann.say(`make #${next.number} a one-off`);
    await ann.say(`done #${next.number}`);
    expect(await openOf(begun.series)).toEqual([]);
  });
});
