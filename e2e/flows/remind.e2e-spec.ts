import type { ClientSocket, Pushed } from '../support/client-socket.ts';
import { onlyTask, type Block, type Change, type Task } from '../support/model.ts';
import { Person } from '../support/person.ts';
import { holdsFor } from '../support/waiting.ts';

type ReminderBlock = Extract<Block, { type: 'reminder' }>;

const reminderIn = ({ message }: Change): ReminderBlock | undefined =>
  message?.blocks.find((block) => block.type === 'reminder');
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

let ann: Person;
let sockets: ClientSocket[];
/** Said first, because it is long until then. */
let oven: Task;

beforeAll(async () => {
  ann = await Person.signUp();
  sockets = [await ann.openSocket(), await ann.openSocket()];
  oven = onlyTask(await ann.say('remind me in 12 seconds to check the oven'));
});
afterAll(() => {
  ann.leave();
});

/** The reminder of a task as each socket got it. */
function heard(task: Task, withinMs: number): Promise<Pushed[]> {
  const isIt = (change: Change) => reminderIn(change)?.taskId === task.id;
  return Promise.all(sockets.map((socket) => socket.heard('the reminder', isIt, withinMs)));
}

describe('a reminder', () => {
  it('appears in every socket at its time: not early, at most a second late, once', async () => {
    const tea = await ann.make({ title: 'take the tea out', reminders: [{ at: inSeconds(4) }] });
    const due = Date.parse(tea.reminders[0]?.at ?? '');
    const pushed = await heard(tea, 10_000);
    for (const { change } of pushed)
      expect(reminderIn(change)).toMatchObject({ dueAt: new Date(due).toISOString(), late: false });
    const late = pushed.map(({ at }) => at - due);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(1_000);

    const times = (changes: readonly Change[]) =>
      changes.filter((change) => reminderIn(change)?.taskId === tea.id).length;
    await holdsFor('one reminder in each socket', 1_500, () =>
      sockets.every((socket) => times(socket.pushed.map(({ change }) => change)) === 1),
    );
    expect(times((await ann.changes(0)).items)).toBe(1);
  });

  it('is not heard when its task was done, deleted or moved before', async () => {
    const at = inSeconds(3);
    const [done, deleted, moved] = [
      await ann.make({ title: 'done before', reminders: [{ at }] }),
      await ann.make({ title: 'deleted before', reminders: [{ at }] }),
      await ann.make({ title: 'moved before', reminders: [{ at }] }),
    ];
    await ann.ok('POST', `/tasks/${done.id}/complete`);
    await ann.ok('DELETE', `/tasks/${deleted.id}`);
    const edit = { body: { reminders: [{ at: inSeconds(600) }] }, headers: { 'if-match': '"1"' } };
    await ann.ok('PATCH', `/tasks/${moved.id}`, edit);
    const ids = [done.id, deleted.id, moved.id];
    await holdsFor('no reminder', Date.parse(at) - Date.now() + 1_500, () =>
      sockets.every(
        ({ pushed }) => !pushed.some(({ change }) => ids.includes(reminderIn(change)?.taskId ?? '')),
      ),
    );
  });

  it('comes again when it is snoozed, and the due time stays', async () => {
    const { task } = await ann.ok<{ task: Task }>('POST', `/tasks/${oven.id}/snooze`, {
      body: { minutes: 5 },
    });
    expect(task.due).toEqual(oven.due);
    expect(task.reminders.map(({ kind }) => kind)).toContain('snooze');
  });

  it('that was asked for in words is heard to the second', async () => {
    const due = oven.reminders[0]?.at ?? '';
    const pushed = await heard(oven, 40_000);
    for (const { change, at } of pushed) {
      expect(reminderIn(change)).toMatchObject({ dueAt: due });
      expect(at - Date.parse(due)).toBeGreaterThanOrEqual(0);
      expect(at - Date.parse(due)).toBeLessThanOrEqual(1_000);
    }
  });
});
