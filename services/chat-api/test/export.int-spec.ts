import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { ExportTasks } from '../src/export/application/export-tasks.js';
import type { ExportFormat } from '../src/export/domain/formats.js';
import type { Scope } from '../src/scope.js';
import { Chat } from './chat.js';
import { SeriesWorld } from './series-world.js';

let chat: Chat;
let world: SeriesWorld;
beforeAll(async () => {
  chat = await Chat.start();
  world = new SeriesWorld(chat);
});
afterAll(() => chat.stop());

async function exported(user: Scope, format: ExportFormat): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of await chat.use(ExportTasks).execute(user, format)) pieces.push(piece);
  return pieces.join('');
}

type Row = Record<string, unknown>;
const json = async (user: Scope) =>
  JSON.parse(await exported(user, 'json')) as { tasks: Row[]; series: Row[] } & Row;

describe('an export', () => {
  it('holds every task of the person, done ones too, and no deleted one or one of somebody else', async () => {
    const [user, other] = [chat.user(), chat.user()];
    await chat.say(user, 'buy milk tomorrow at 3pm #home !high');
    const { tasks: done } = await chat.say(user, 'call mom');
    await chat.change.complete(user, done[0]?.id ?? '');
    const { tasks: gone } = await chat.say(user, 'not this');
    await chat.change.delete(user, gone[0]?.id ?? '');
    await chat.say(other, 'somebody else');
    const { format, version, zone, tasks, series } = await json(user);
    expect({ format, version, zone, series }).toEqual({
      ...{ format: 'parley.tasks', version: 1, zone: 'America/New_York', series: [] },
    });
    expect(tasks).toMatchObject([
      {
        ...{ title: 'buy milk', status: 'open', priority: 'high', tags: ['home'], number: 1 },
        due: { local: '2026-11-22T15:00', zone: 'America/New_York' },
        reminders: [{ kind: 'offset', offsetMinutes: 0 }],
      },
      { title: 'call mom', status: 'completed', completedAt: '2026-11-21T15:00:00.000Z' },
    ]);
    expect(await exported(other, 'csv')).not.toContain('milk');
  });

  it('comes page by page', async () => {
    const user = chat.user();
    const { tasks } = await chat.say(user, 'one');
    await chat.transactions.root.$executeRaw`
      INSERT INTO tasks (id, workspace_id, user_id, conversation_id, number, title, tags, created_at, updated_at)
      SELECT gen_random_uuid(), workspace_id, user_id, conversation_id, i, 'task ' || i, tags, created_at, updated_at
      FROM tasks, generate_series(2, 1200) AS i WHERE id = ${tasks[0]?.id}::uuid`;
    const pieces: string[] = [];
    for await (const piece of await chat.use(ExportTasks).execute(user, 'csv')) pieces.push(piece);
    expect(pieces).toHaveLength(1 + 3);
    expect(parse(pieces.join(''), { columns: true })).toHaveLength(1200);
  });

  it('as CSV keeps commas, quotes and lines, and gives a spreadsheet no formula', async () => {
    const user = chat.user();
    const content = { title: '=HYPERLINK("http://example.org")', notes: 'a "b", c\nd' };
    await chat.create.execute(user, {
      content: { ...content, priority: 'low', tags: ['one', 'two words'], list: '+49', due: null },
    });
    const text = await exported(user, 'csv');
    expect(text.split('\r\n')).toHaveLength(3);
    const [row] = parse<Row>(text, { columns: true });
    expect(row).toMatchObject({
      title: `'${content.title}`,
      notes: content.notes,
      list: "'+49",
      tags: 'one, two words',
    });
  });

  it('as iCalendar has the rule of a series, its occurrences and what goes with them', async () => {
    const user = chat.user('Europe/Berlin');
    const rrule = 'BYDAY=MO,WE;FREQ=WEEKLY;INTERVAL=1';
    const first = await world.series(
      user,
      { rrule, civilStart: '2026-11-23T09:00' },
      { tags: ['a'], notes: 'n' },
    );
    const second = await world.complete(user, first);
    await chat.say(user, 'dentist 2026-12-01');
    const text = await exported(user, 'ics');
    expect(text).toContain(`\r\nRRULE:${rrule}\r\n`);
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    expect(
      calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
    ).toEqual(['Europe/Berlin']);
    const todos = calendar.getAllSubcomponents('vtodo');
    const shown = todos.map((todo) =>
      ['uid', 'recurrence-id', 'due', 'status'].map((name) =>
        String(todo.getFirstPropertyValue(name) ?? '-'),
      ),
    );
    const { series } = second;
    expect(shown).toEqual([
      [series?.id, '-', '-', 'NEEDS-ACTION'],
      [series?.id, '2026-11-23T09:00:00', '2026-11-23T09:00:00', 'COMPLETED'],
      [series?.id, '2026-11-25T09:00:00', '2026-11-25T09:00:00', 'NEEDS-ACTION'],
      [expect.any(String), '-', '2026-12-01', 'NEEDS-ACTION'],
    ]);
    const alarm = todos[2]?.getFirstSubcomponent('valarm');
    expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('PT0S');
  });

  it('is told to the audit log', async () => {
    const user = chat.user();
    await exported(user, 'json');
    expect(await chat.published(user, 'parley.tasks.')).toMatchObject([
      { type: 'parley.tasks.exported.v1', data: { format: 'json', userId: user.userId } },
    ]);
  });
});
