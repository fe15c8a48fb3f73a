import { newId } from '@parley/kernel';
import { setTimeout as delay } from 'node:timers/promises';
import { Caller } from '../../support/caller.ts';
import { waitUntil } from '../../support/waiting.ts';
import { arm } from './crash-points.ts';
import type { Fault } from './fault.ts';

const FAILPOINT = 'dead-letters.published:1';
const LETTERS = '/admin/dead-letters';

interface Letter {
  readonly id: string;
  readonly eventId: string | null;
  readonly status: string;
}

/** What operators do is cut off. */
export const deadLetters: readonly Fault[] = [
  {
    id: 'X3',
    title: 'die between the replay of a dead letter and its mark, and replay it again',
    happen: async ({ world: { stack, sink }, note, found, poisoned }) => {
      await delay(5_000);
      const token = stack.infrastructure.secrets.random('audit-operator', 'secret');
      const operator = new Caller(() => ({ authorization: `Bearer ${token}` }));
      // An old version, so that it must have no effect however often it comes.
      const known = sink.messages.find(({ topic }) => topic === 'task-events');
      if (!known) throw new Error('Nothing was published yet.');
      const id = newId();
      poisoned.add(id);
      await sink.put('task-events-dlq', known.key, { ...known.event, id });
      const letter = async () =>
        (await operator.all<Letter>(LETTERS, { limit: '200' })).find(({ eventId }) => eventId === id);
      const replay = `${LETTERS}/${(await waitUntil('the letter', letter)).id}/replay`;

      const replicas = stack.replicas('audit');
      await arm(replicas, FAILPOINT);
      await Promise.all(replicas.map((replica) => replica.ready()));
      const { status } = await operator.call('POST', replay);
      await waitUntil('audit to die', () => replicas.some(({ app }) => !app.running));
      note(`audit died at ${FAILPOINT}, the operator was answered ${status}`);
      await Promise.all(replicas.map(({ index }) => stack.restart('audit', index)));

      if ((await letter())?.status !== 'open') found('a letter is marked whose replay was not noted');
      await operator.ok('POST', replay);
      const after = (await letter())?.status;
      if (after !== 'replayed') found(`the letter is ${after} after its replay`);
    },
  },
];
