import { randomUUID } from 'node:crypto';
import type { CalendarFeed, Import, ImportRow } from '../src/api/transfer-api.ts';
import { type Handler, ok, refuse } from './fake-http.ts';
import type { FakeWorld } from './fake-world.ts';

/** Imports, exports and the calendar feed over a fake world: each line of a file but the first is a task. */
export function transferRoutes(world: FakeWorld): Record<string, Handler> {
  let one: Import | null = null;
  let preview: ImportRow[] = [];
  let feed: CalendarFeed | null = null;
  const refused: ImportRow = {
    ...{ position: 9, line: 9, reason: '"when pigs fly" is no date that is understood' },
    task: { title: 'odd' },
  };
  const move = (change: Partial<Import>) => {
    if (one === null) return refuse(404, 'import.not-found', 'There is no such import.');
    one = { ...one, ...change };
    world.record({ type: 'import.changed', import: one });
    return ok(one);
  };
  const addressed = () => {
    feed = { id: randomUUID(), shows: 'events', rotatedAt: new Date().toISOString() };
    return ok({ feed, url: `http://fake.test/feeds/${randomUUID()}.ics` });
  };
  return {
    'GET /api/v1/export': ({ query }) => ok({ format: query.get('format'), tasks: [] }),
    'GET /api/v1/imports': () => ok({ items: one === null ? [] : [one] }),
    'POST /api/v1/imports': ({ body, query }) => {
      const lines = String(body['file']).trim().split('\n').slice(1);
      preview = lines.map((title, index) => ({
        ...{ position: index + 1, line: index + 2, reason: null },
        task: { title, due: '2026-12-01T09:00', repeats: 'every day', tags: ['home'], remarks: [] },
      }));
      const rows = {
        checked: lines.length + 1,
        tasks: lines.length,
        series: 0,
        known: 0,
        skipped: 0,
        refused: 1,
      };
      one = {
        ...{ id: randomUUID(), name: query.get('name'), format: 'csv', status: 'ready', rows },
        ...{ made: 0, announced: 0, cancellable: true, problem: null },
      };
      return move({});
    },
    'GET /api/v1/imports/:id': () => ok({ ...one, preview }),
    'GET /api/v1/imports/:id/rows': () => ok({ items: [refused], next: null }),
    'POST /api/v1/imports/:id/start': () => {
      for (const { task } of preview) world.add({ title: task?.title ?? '' });
      return move({
        status: 'completed',
        made: preview.length,
        announced: preview.length,
        cancellable: false,
      });
    },
    'POST /api/v1/imports/:id/cancel': () => move({ status: 'cancelled', cancellable: false }),
    'GET /api/v1/calendar-feed': () => ok({ feed }),
    'POST /api/v1/calendar-feed': addressed,
    'POST /api/v1/calendar-feed/rotate': addressed,
    'DELETE /api/v1/calendar-feed': () => {
      feed = null;
      return ok({ feed });
    },
  };
}
