import { ListReminders } from '../src/reminders/application/list-reminders.js';
import type { PageKey } from '../src/reminders/application/reminder-repository.js';
import type { ReminderStatus } from '../src/reminders/domain/reminder.js';
import { NotificationDatabase } from './notification-database.js';
import { aTask, inSeconds } from './tasks.js';
import { World } from './world.js';

const me = { workspaceId: 'w1', userId: 'u1' };

let database: NotificationDatabase;
let world: World;
let list: ListReminders;

beforeAll(async () => {
  database = await NotificationDatabase.start();
});
beforeEach(() => {
  world = new World(database);
  list = new ListReminders(world.repository);
});
afterEach(() => database.clear());
afterAll(() => database.stop());

async function pages(status: ReminderStatus, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: PageKey | undefined;
  do {
    const page = await list.execute(me, status, after, limit);
    ids.push(...page.items.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);
  return ids;
}

describe(ListReminders.name, () => {
  it.each([
    ['scheduled', 'soonest', 100],
    ['fired', 'latest', -100],
  ] as const)('gives each of the %s once over pages, the %s first', async (status, _, offset) => {
    const reminders = Array.from({ length: 9 }, (__, i) => inSeconds(offset + i));
    // Two at the same instant, on either side of a page's end.
    reminders.push({ ...inSeconds(0), at: reminders[5]?.at ?? '' });
    await world.deliver(aTask({ reminders }));
    const sorted = reminders.toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
    const ids = sorted.map(({ id }) => id);
    for (const limit of [1, 3, 6, 10]) {
      expect(await pages(status, limit)).toEqual(status === 'scheduled' ? ids : ids.toReversed());
    }
  });

  it('shows a user their own reminders of the workspace only', async () => {
    const mine = inSeconds(60);
    await world.deliver(aTask({ reminders: [mine] }));
    await world.deliver(aTask({ reminders: [inSeconds(60)], userId: 'u2' }));
    await world.deliver(aTask({ reminders: [inSeconds(60)], workspaceId: 'w2' }));
    expect(await pages('scheduled', 10)).toEqual([mine.id]);
  });
});
