import type { ReminderDueV1 } from '@parley/contracts';
import { newId } from '@parley/kernel';
import { personalConversationId } from '../src/conversations/domain/conversation.js';
import type { Message } from '../src/conversations/domain/message.js';
import type { Scope } from '../src/scope.js';
import type { TaskView } from '../src/tasks/domain/task-view.js';
import { Chat } from './chat.js';

describe('reminders that are due', () => {
  let chat: Chat;
  beforeAll(async () => {
    chat = await Chat.start();
  });
  afterAll(() => chat.stop());

  const task = async (user: Scope, title: string): Promise<TaskView> => {
    const [made] = (await chat.say(user, title)).tasks;
    if (!made) throw new Error('No task was made.');
    return made;
  };
  const due = (user: Scope, { id, title }: TaskView): { eventId: string; reminder: ReminderDueV1 } => ({
    eventId: newId(),
    reminder: {
      reminderId: newId(),
      taskId: id,
      workspaceId: user.workspaceId,
      userId: user.userId,
      conversationId: personalConversationId(user),
      title,
      dueAt: '2026-12-01T14:00:00.000Z',
      firedAt: '2026-12-01T14:00:00.100Z',
      late: false,
      taskVersion: 1,
    },
  });
  const head = async (user: Scope) => (await chat.feed.read(user, 0, 100)).head;
  const said = async (user: Scope, after: number) => {
    const { items } = await chat.feed.read(user, after, 100);
    return items.map(({ message }) => {
      const { text, blocks } = message as Message;
      return [text, ...blocks.map(({ type }) => type)];
    });
  };

  it('are written down once, however often they are announced', async () => {
    const user = chat.user();
    const one = due(user, await task(user, 'pay rent'));
    const before = await head(user);
    await Promise.all([1, 2, 3].map(() => chat.showReminders.execute([one, one])));
    expect(await said(user, before)).toEqual([['pay rent', 'reminder']]);
  });

  it('are not shown for a task that is done', async () => {
    const user = chat.user();
    const done = await task(user, 'pay rent');
    await chat.change.complete(user, done.id);
    const before = await head(user);
    await chat.showReminders.execute([due(user, done)]);
    expect(await head(user)).toBe(before);
  });

  it('are shown to each of several users in the order in which they came, and never of the task of another', async () => {
    const [ann, bob] = [chat.user(), chat.user()];
    const [one, two, three] = [await task(ann, 'one'), await task(bob, 'two'), await task(ann, 'three')];
    const before = [await head(ann), await head(bob)] as const;
    await chat.showReminders.execute([due(ann, one), due(bob, two), due(ann, two), due(ann, three)]);
    expect(await said(ann, before[0])).toEqual([
      ['one', 'reminder'],
      ['three', 'reminder'],
    ]);
    expect(await said(bob, before[1])).toEqual([['two', 'reminder']]);
  });
});
