import type { Task } from '../src/api/types.ts';
import { filterRoutes } from './fake-filters.ts';
import { transferRoutes } from './fake-transfer.ts';
import { parsed } from './fake-parse.ts';
import type { FakeWorld, Incoming } from './fake-world.ts';
import { type Answer, type Handler, ok, refuse, type Request } from './fake-http.ts';
import { reply } from './fake-replies.ts';

/** The chat service's REST interface over a fake world. */
export function chatRoutes(world: FakeWorld): Record<string, Handler> {
  return {
    'GET /api/v1/conversations': () => ok({ items: [world.conversation] }),
    'GET /api/v1/conversations/:id/messages': ({ query }) => messages(world, query),
    'POST /api/v1/conversations/:id/messages': ({ body }) =>
      ok(world.receive(body as unknown as Incoming, reply)),
    'GET /api/v1/tasks': ({ query }) => tasks(world, query),
    'POST /api/v1/tasks': ({ body }) => ({
      status: 201,
      body: world.add({ ...body, title: String(body['title']), due: dueOf(body['due']) }),
    }),
    'GET /api/v1/tasks/:id': ({ params }) => withTask(world, params, (task) => ok(task)),
    'PATCH /api/v1/tasks/:id': (request) =>
      withTask(world, request.params, (task) => edit(world, task, request)),
    'DELETE /api/v1/tasks/:id': ({ params }) =>
      withTask(world, params, (task) => {
        world.remove(task.id);
        return ok({});
      }),
    'POST /api/v1/tasks/:id/complete': ({ params }) =>
      withTask(world, params, (task) => {
        if (task.status === 'completed') return ok({ task, actionId: null });
        const completedAt = world.now().toISOString();
        const result = world.act(task.id, { status: 'completed', completedAt });
        if (task.series !== null) world.add({ ...fresh(task), due: world.due(40, '09:00') });
        return ok(result);
      }),
    'POST /api/v1/tasks/:id/reopen': ({ params }) =>
      withTask(world, params, (task) => ok(world.act(task.id, { status: 'open', completedAt: null }))),
    'POST /api/v1/tasks/:id/snooze': ({ params, body }) =>
      withTask(world, params, (task) => {
        const minutes = Number(body['minutes'] ?? 600);
        const at = new Date(world.now().getTime() + minutes * 60_000).toISOString();
        return ok(world.act(task.id, { reminders: [{ id: 'snooze', kind: 'snooze', at }] }));
      }),
    'POST /api/v1/actions/:id/undo': ({ params }) => {
      const undone = world.takeBack(params[0] ?? '');
      return undone === null
        ? refuse(409, 'action.already-undone', 'This was undone already.')
        : ok({ tasks: undone });
    },
    'GET /api/v1/changes': ({ query }) => {
      const after = Number(query.get('after'));
      const limit = Number(query.get('limit') ?? 500);
      const items = world.changes.slice(after, after + limit);
      const head = world.changes.length;
      return ok({ items, head, hasMore: after + items.length < head });
    },
    'GET /api/v1/tags': () => {
      const counts = new Map<string, number>();
      for (const task of world.tasks.values()) {
        for (const tag of task.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      }
      return ok({ items: [...counts].map(([tag, count]) => ({ tag, count })) });
    },
    ...filterRoutes(world),
    ...transferRoutes(world),
    'POST /api/v1/parse': ({ body }) =>
      ok(parsed(String(body['text']), (body['rejected'] ?? []) as Incoming['rejected'])),
  };
}

function withTask(world: FakeWorld, params: string[], handle: (task: Task) => Answer): Answer {
  const task = world.tasks.get(params[0] ?? '');
  return task === undefined ? refuse(404, 'task.not-found', 'There is no such task.') : handle(task);
}

function fresh(task: Task): Pick<Task, 'title' | 'tags' | 'priority' | 'series'> {
  return { title: task.title, tags: task.tags, priority: task.priority, series: task.series };
}

function edit(world: FakeWorld, task: Task, { headers, body }: Request): Answer {
  if (headers['if-match'] !== `"${task.version}"`) return refuse(412, 'task.stale', 'The task has changed.');
  if (body['title'] === '') {
    return refuse(422, 'invalid', 'A task needs a title.', {
      errors: [{ pointer: '/title', detail: 'Too short.' }],
    });
  }
  const due = 'due' in body ? { due: dueOf(body['due']) } : {};
  const changed = world.change(task.id, { ...body, ...due });
  return ok(changed, { etag: `"${changed.version}"` });
}

function dueOf(input: unknown): Task['due'] {
  const due = input as { local: string; zone: string } | null | undefined;
  if (!due) return null;
  if (due.local.length === 10) return { kind: 'date', date: due.local };
  return { kind: 'datetime', local: due.local, zone: due.zone, at: `${due.local}:00Z` };
}

function messages(world: FakeWorld, query: URLSearchParams): Answer {
  const before = Number(query.get('before') ?? Infinity);
  const limit = Number(query.get('limit') ?? 50);
  const older = world.messages.filter((message) => message.seq < before);
  const items = older.slice(-limit);
  const hasMore = older.length > items.length;
  return ok({ items, tasks: [...world.tasks.values()], undone: world.undone, hasMore });
}

function tasks(world: FakeWorld, query: URLSearchParams): Answer {
  const words = (query.get('q') ?? '').split(/\s+/).filter((word) => word !== '');
  const unknown = words.find((word) => /^\w+:/.test(word) && !/^(is|due|sort|list):/.test(word));
  if (unknown !== undefined) {
    const q = query.get('q') ?? '';
    const start = q.indexOf(unknown);
    const span = { start, end: start + unknown.indexOf(':') + 1 };
    const message = `“${unknown}” is not a filter. Did you mean “due:”?`;
    const suggestions = [`${q.slice(0, span.start)}due:${q.slice(span.end)}`];
    return refuse(422, 'filter.invalid', message, { problems: [{ message, span, suggestions }] });
  }
  const today = world.now().toISOString().slice(0, 10);
  // Open ones unless the filter says otherwise.
  const said = words.some((word) => word.startsWith('is:'));
  const found = [...world.tasks.values()].filter(
    (task) => (said || task.status === 'open') && words.every((word) => matches(task, word, today)),
  );
  found.sort((a, b) => dueKey(a).localeCompare(dueKey(b)));
  const offset = Number(query.get('cursor') ?? 0);
  const end = offset + Number(query.get('limit') ?? 50);
  return ok({
    items: found.slice(offset, end),
    nextCursor: end < found.length ? String(end) : null,
    highlights: found.flatMap((task) => highlightsOf(task, words)),
    corrections: words.includes('mlik') ? [{ word: 'mlik', near: ['milk'] }] : [],
  });
}

function highlightsOf({ id, title, notes }: Task, words: readonly string[]): unknown[] {
  const ranges = (text: string) =>
    words.flatMap((word) => {
      const start = /^[a-z]+$/.test(word) ? text.toLowerCase().indexOf(word) : -1;
      return start === -1 ? [] : [{ start, end: start + word.length }];
    });
  const marked = { taskId: id, title: ranges(title), notes: ranges(notes ?? '') };
  return marked.title.length + marked.notes.length > 0 ? [marked] : [];
}

function dueKey(task: Task): string {
  return task.due === null ? '9' : task.due.kind === 'date' ? task.due.date : task.due.local;
}

function matches(task: Task, word: string, today: string): boolean {
  if (word === 'is:open') return task.status === 'open';
  if (word === 'is:done') return task.status === 'completed';
  if (word === 'due:today') return dueKey(task).startsWith(today);
  if (word === 'is:overdue') return task.status === 'open' && dueKey(task) < today;
  if (word === '!high' || word === 'p1') return task.priority === 'high';
  if (word.startsWith('#')) return task.tags.includes(word.slice(1));
  return /:/.test(word) || `${task.title} ${task.notes ?? ''}`.toLowerCase().includes(word.toLowerCase());
}
