import type { Block, Task } from '../src/api/types.ts';
import type { FakeWorld } from './fake-world.ts';

interface Reply {
  readonly text: string;
  readonly blocks: Block[];
  readonly tasks: Task[];
}

/** Enough understanding to bring every kind of block onto the page. */
export function reply(world: FakeWorld, text: string): Reply {
  const tags = [...text.matchAll(/#([\p{L}\d-]*\p{L}[\p{L}\d-]*)/gu)].map((match) => match[1] ?? '');
  if (/^\/?help/.test(text)) return help();
  if (tags.length > 5) {
    const detail = 'A task can carry five tags. Send it again with fewer.';
    return { text: '', blocks: [{ type: 'problem', code: 'task.tag-limit', detail, tags }], tasks: [] };
  }
  const zone = /^\/tz (\S+)/.exec(text)?.[1];
  if (zone !== undefined) return { text: 'Change that?', blocks: [{ type: 'zone', zone }], tasks: [] };
  if (/^(what|show|list)/.test(text)) return list(world, tags);
  if (/^done rent/.test(text)) {
    const options = [...world.tasks.values()].slice(0, 3);
    return {
      text: 'Which one do you mean?',
      blocks: [
        {
          type: 'quick-replies',
          options: options.map((task) => ({ label: task.title, text: `done #${task.number}` })),
        },
      ],
      tasks: options,
    };
  }
  const done = /^done #(\d+)/.exec(text);
  if (done !== null) return complete(world, Number(done[1]));
  return create(world, text, tags);
}

function create(world: FakeWorld, text: string, tags: string[]): Reply {
  const high = text.includes('!high');
  const monthly = /every 1st/.test(text);
  const time = /at (\d+)(am|pm)/.exec(text);
  const hour = time === null ? 9 : (Number(time[1]) % 12) + (time[2] === 'pm' ? 12 : 0);
  const clock = `${String(hour).padStart(2, '0')}:00`;
  const days = monthly ? 10 : text.includes('tomorrow') ? 1 : text.includes('today') ? 0 : null;
  const title = text
    .replace(/#\S+|!\w+|every 1st|at \d+(am|pm)|tomorrow|today|^remind me to /g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const due = days === null ? null : world.due(days, time === null ? null : clock);
  const task = world.add({
    title: title === '' ? text : title,
    tags,
    priority: high ? 'high' : 'medium',
    due,
    reminders: due?.kind === 'datetime' ? [{ id: 'r1', kind: 'offset', offsetMinutes: 0, at: due.at }] : [],
    series: monthly
      ? {
          id: 's1',
          text: 'every month on the 1st at 09:00',
          rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
          mode: 'fixed',
        }
      : null,
  });
  return { text: 'Got it.', blocks: [{ type: 'task', taskId: task.id }], tasks: [task] };
}

function complete(world: FakeWorld, number: number): Reply {
  const task = [...world.tasks.values()].find((candidate) => candidate.number === number);
  if (task === undefined) {
    const detail = `There is no task #${number}.`;
    return { text: '', blocks: [{ type: 'problem', code: 'task.not-found', detail }], tasks: [] };
  }
  const { actionId, task: closed } = world.act(task.id, {
    status: 'completed',
    completedAt: world.now().toISOString(),
  });
  const expiresAt = new Date(world.now().getTime() + 600_000).toISOString();
  return {
    text: 'Done.',
    blocks: [
      { type: 'task', taskId: task.id },
      { type: 'undo', actionId, expiresAt },
    ],
    tasks: [closed],
  };
}

function list(world: FakeWorld, tags: string[]): Reply {
  const found = [...world.tasks.values()].filter(
    (task) => task.status === 'open' && tags.every((tag) => task.tags.includes(tag)),
  );
  const shown = found.slice(0, 5);
  const query = ['is:open', ...tags.map((tag) => `#${tag}`)].join(' ');
  return {
    text: found.length === 1 ? 'One open task.' : `${found.length} open tasks.`,
    blocks: [{ type: 'task-list', query, taskIds: shown.map((task) => task.id), total: found.length }],
    tasks: shown,
  };
}

function help(): Reply {
  const examples = [
    { text: 'pay rent every 1st at 9am #home !high', description: 'A task that repeats' },
    { text: 'remind me to call Ana tomorrow at 4pm', description: 'A reminder at an exact time' },
    { text: 'what is due this week?', description: 'A list' },
  ];
  return { text: 'Here is what you can say.', blocks: [{ type: 'help', examples }], tasks: [] };
}
