import { randomUUID } from 'node:crypto';
import { restartServices } from '../support/own-stack.ts';
import { withOwnStack } from '../support/own-stack.ts';
import { Person } from '../support/person.ts';
import { waitUntil } from '../support/waiting.ts';

withOwnStack('a restart of every service', () => {
  let ann: Person;
  afterAll(() => {
    ann.leave();
  });

  it('keeps accounts, tasks, messages and reminders, and clients go on where they were', async () => {
    ann = await Person.signUp();
    const follower = await ann.follow();
    await ann.say('pay rent every 1st at 9am #home !high');
    const due = new Date(Date.now() + 12_000).toISOString();
    const oven = await ann.make({ title: 'check the oven', reminders: [{ at: due }] });
    const before = await ann.tasks();
    const socketId = follower.socket.socket.id;

    await restartServices();

    expect(await ann.tasks()).toEqual(before);
    const elsewhere = await ann.signInElsewhere();
    expect(elsewhere.conversationId).toBe(ann.conversationId);
    const milk = await elsewhere.say(`buy milk ${randomUUID()}`);
    await waitUntil('the follower hears of what was said after the restart', () =>
      follower.applied.some(({ message }) => message?.id === milk.message.id),
    );
    expect(follower.socket.socket.id).not.toBe(socketId);

    await waitUntil(
      'the reminder that was set before the restart',
      () =>
        follower.applied.some(({ message }) =>
          message?.blocks.some((block) => block.type === 'reminder' && block.taskId === oven.id),
        ),
      45_000,
    );
    const { items, head } = await ann.changes(0);
    expect(follower.applied).toEqual(items);
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, i) => i + 1));
  });
});
