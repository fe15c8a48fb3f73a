import { randomUUID } from 'node:crypto';
import type { SavedFilter } from '../src/api/types.ts';
import { type Handler, ok, refuse } from './fake-http.ts';
import type { FakeWorld } from './fake-world.ts';

/** Saved filters over a fake world: the shapes of the answers, and no rules but that names differ. */
export function filterRoutes(world: FakeWorld): Record<string, Handler> {
  const put = (filters: SavedFilter[]): void => {
    world.filters = filters.map((filter, position) => ({ ...filter, position }));
    world.record({ type: 'filters.changed', filters: world.filters });
  };
  return {
    'GET /api/v1/filters': () => ok({ items: world.filters }),
    'GET /api/v1/filters/keys': () =>
      ok({
        items: [
          { key: 'is', about: 'State', values: ['open', 'done', 'overdue'] },
          { key: 'due', about: 'When it is due', values: ['today', 'tomorrow', '7d'] },
          { key: 'priority', about: 'How urgent it is', values: ['high', 'medium', 'low', '>=medium'] },
        ],
      }),
    'POST /api/v1/filters': ({ body }) => {
      const [name, query] = [String(body['name']), String(body['query'])];
      if (world.filters.some((known) => known.name === name))
        return refuse(409, 'filter.name-taken', `There is a saved filter "${name}" already.`);
      const filter = { id: randomUUID(), name, query, position: world.filters.length, version: 1 };
      put([...world.filters, filter]);
      return { status: 201, body: filter };
    },
    'PATCH /api/v1/filters/:id': ({ params, body, headers }) => {
      const filter = world.filters.find(({ id }) => id === params[0]);
      if (filter === undefined || headers['if-match'] !== `"${filter.version}"`)
        return refuse(412, 'filter.stale', 'The saved filter changed meanwhile.');
      const { position = filter.position, ...rest } = body as Partial<SavedFilter>;
      const changed = { ...filter, ...rest, version: filter.version + 1 };
      put(world.filters.filter(({ id }) => id !== filter.id).toSpliced(position, 0, changed));
      return ok(changed);
    },
    'DELETE /api/v1/filters/:id': ({ params }) => {
      const filter = world.filters.find(({ id }) => id === params[0]);
      put(world.filters.filter(({ id }) => id !== params[0]));
      return ok(filter ?? {});
    },
  };
}
