import { newId } from '@parley/kernel';
import { setTimeout as delay } from 'node:timers/promises';
import { noErrors, type Fault, type Scene } from './fault.ts';

const GROUPS = ['audit', 'chat-api', 'notification', 'recurring-task'] as const;
const TOPICS_OF: Readonly<Record<(typeof GROUPS)[number], readonly string[]>> = {
  audit: ['task-events', 'reminders', 'task-updates', 'security-events'],
  'chat-api': ['reminders'],
  notification: ['task-events'],
  'recurring-task': ['task-events'],
};

/** The broker delivers twice, wrongly or in another order. */
export const messages: readonly Fault[] = [
  {
    id: 'M1',
    title: 'every consumer begins again with the oldest message',
    happen: async (scene) => {
      await delay(5_000);
      const { stack, broker } = scene.world;
      for (const group of GROUPS) {
        scene.note(`rewind ${group}`);
        const replicas = stack.replicas(group);
        // A group with a member cannot be rewound.
        await Promise.all(replicas.map(({ daprd }) => daprd.process.stop()));
        for (const topic of TOPICS_OF[group]) await broker.rewind(group, topic);
        await Promise.all(replicas.map(({ index }) => stack.restart(group, index, 'daprd')));
      }
    },
  },
  {
    id: 'M2',
    title: 'poison: no JSON, no event, unknown type, wrong data, trace ids that are not text',
    happen: async (scene) => {
      for (let i = 0; i < 3; i += 1) {
        for (const value of poison(scene)) {
          scene.note('put poison on task-events');
          await scene.world.sink.put('task-events', newId(), value);
        }
        await delay(3_000);
      }
    },
    expects: noErrors,
  },
  {
    id: 'M3',
    title: 'old events of tasks come once more, the newest first',
    happen: async (scene) => {
      await delay(8_000);
      const { sink } = scene.world;
      const seen = sink.messages.filter(({ topic }) => topic === 'task-events').slice(-200);
      scene.note(`publish ${seen.length} events again, backwards, under new ids`);
      for (const { key, event } of seen.toReversed()) {
        const id = newId();
        scene.poisoned.add(id);
        await sink.put('task-events', key, { ...event, id });
      }
      await delay(3_000);
    },
  },
];

function poison({ poisoned }: Scene): unknown[] {
  poisoned.add(''); // what is no event has no id
  const event = (members: object) => {
    const id = newId();
    poisoned.add(id);
    return {
      ...{ specversion: '1.0', id, source: 'nobody', type: 'parley.task.completed.v1', subject: newId() },
      ...{ time: new Date().toISOString(), datacontenttype: 'application/json', data: {}, ...members },
    };
  };
  return [
    'no event at all',
    { some: 'thing' },
    event({ type: 'parley.task.completed.v9' }),
    event({ data: { task: { taskId: 7 } } }),
    event({ traceid: 12345, traceparent: { x: 1 } }),
  ];
}
