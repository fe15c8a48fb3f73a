import type { Block, Change } from '../support/model.ts';
import { onlyTask } from '../support/model.ts';
import { Person } from '../support/person.ts';
import { holdsFor } from '../support/waiting.ts';

type ReminderBlock = Extract<Block, { type: 'reminder' }>;

const reminderIn = ({ message }: Change): ReminderBlock | undefined =>
  message?.blocks.find((block) => block.type === 'reminder');

let ann: Person;

beforeAll(async () => {
  ann = await Person.signUp();
});
afterAll(() => {
  ann.leave();
});

describe('a reminder', () => {
  it('appears in every socket at its time: not early, at most a second late, once', async () => {
    const sockets = [await ann.openSocket(), await ann.openSocket()];
    const oven = onlyTask(await ann.say('remind me in 4 seconds to check the oven'));
    const due = Date.parse(oven.reminders[0]?.at ?? '');
    expect(due).toBeGreaterThan(Date.now());

    const late: number[] = [];
    for (const socket of sockets) {
      const { change, at } = await socket.heard(
        'the reminder',
        (change) => reminderIn(change)?.taskId === oven.id,
      );
      expect(reminderIn(change)).toMatchObject({ dueAt: new Date(due).toISOString(), late: false });
      late.push(at - due);
    }
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(1_000);

    const heard = () => sockets.map(({ pushed }) => pushed.filter(({ change }) => reminderIn(change)).length);
    await holdsFor('one reminder in each socket', 1_500, () => heard().every((count) => count === 1));
    const { items } = await ann.changes(0);
    expect(items.filter((change) => reminderIn(change))).toHaveLength(1);
  });

  it('is not heard when its task was done before', async () => {
    const socket = await ann.openSocket();
    const tea = onlyTask(await ann.say('remind me in 2 seconds to take the tea out'));
    await ann.ok('POST', `/tasks/${tea.id}/complete`);
    const wait = Date.parse(tea.reminders[0]?.at ?? '') - Date.now() + 1_500;
    await holdsFor('no reminder', wait, () => !socket.pushed.some(({ change }) => reminderIn(change)));
  });
});
