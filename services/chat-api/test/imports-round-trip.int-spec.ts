import type { PortableSeries, PortableTask } from '../src/export/domain/portable.js';
import type { Scope } from '../src/scope.js';
import { PauseSeries } from '../src/series/application/pause-series.js';
import type { ReminderWish } from '../src/tasks/domain/reminder.js';
import { dueFrom } from '../src/tasks/domain/due.js';
import { priorities } from '../src/tasks/domain/task.js';
import { Chat } from './chat.js';
import { ImportsWorld } from './imports-world.js';
import { SeriesWorld } from './series-world.js';

let chat: Chat;
let world: ImportsWorld;
let series: SeriesWorld;
beforeAll(async () => {
  chat = await Chat.start();
  world = new ImportsWorld(chat);
  series = new SeriesWorld(chat);
});
afterAll(() => chat.stop());

interface Document {
  readonly tasks: readonly PortableTask[];
  readonly series: readonly PortableSeries[];
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

const RULES = [
  'FREQ=DAILY',
  'BYDAY=FR;FREQ=WEEKLY;INTERVAL=2',
  'FREQ=MONTHLY;BYSETPOS=-1;BYMONTHDAY=28,29,30,31',
  'FREQ=DAILY;COUNT=9',
];
const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'UTC'];
const TEXTS = ['plain', '=1+1', 'a "b", c', 'línea\nzwei 🌳', "don't; \\n", '<b>&amp;</b>'];

/** Makes what somebody may have, of every kind. */
async function fill(user: Scope, seed: number): Promise<void> {
  const random = randomOf(seed);
  const pick = <T>(values: readonly T[]): T => values[random(values.length)] as T;
  for (let i = 0; i < 12; i++) {
    const day = `2026-12-${String(1 + random(28)).padStart(2, '0')}`;
    const civil = random(2) === 0 ? day : `${day}T${String(random(24)).padStart(2, '0')}:30`;
    const due = random(4) === 0 ? null : dueFrom(civil, pick(ZONES));
    const wishes: ReminderWish[] = [{ kind: 'absolute', at: new Date('2026-12-31T10:00:00Z') }];
    if (due) wishes.push({ kind: 'offset', minutes: random(60) });
    const recurs = due !== null && random(3) === 0;
    const { task } = await chat.create.execute(user, {
      content: {
        ...{ title: `${pick(TEXTS)} ${i}`, notes: pick(['', ...TEXTS]), priority: pick(priorities) },
        ...{ tags: ['a', 'two words', 'ü'].slice(random(4)), list: pick([null, 'House / Garden']), due },
      },
      ...(random(2) === 0 && { reminders: wishes }),
      ...(recurs && {
        recurrence: {
          rrule: pick(RULES),
          civilStart: civil,
          mode: pick(['fixed', 'completion'] as const),
          ahead: 1 + random(3),
        },
      }),
      sentence: 'as it was said',
    });
    const fate = random(6);
    if (fate === 0) await chat.change.snooze(user, task.id, new Date('2026-12-30T08:00:00Z'));
    else if (fate === 1 && task.series) await series.complete(user, task);
    else if (fate === 1) await chat.change.complete(user, task.id);
    else if (fate === 2) await chat.change.delete(user, task.id);
    else if (fate === 3 && task.series) await chat.use(PauseSeries).pause(user, task.series.id);
  }
}

const document = async (user: Scope) => JSON.parse(await world.exported(user)) as Document;

/** Without what is the importing person's own: ids and numbers; series are named by their place. */
function comparable({ tasks, series: all }: Document) {
  const ordered = [...all].sort((a, b) =>
    JSON.stringify({ ...a, id: 0 }) < JSON.stringify({ ...b, id: 0 }) ? -1 : 1,
  );
  const places = new Map(ordered.map(({ id }, place) => [id, place]));
  return {
    tasks: tasks.map((task) => ({
      ...task,
      id: 0,
      number: 0,
      seriesId: places.get(task.seriesId ?? '') ?? null,
    })),
    series: ordered.map((one) => ({ ...one, id: 0, previousId: places.get(one.previousId ?? '') ?? null })),
  };
}

describe('what was exported as JSON', () => {
  it.each([1, 2, 3, 4, 5, 6])('comes back as it was, for somebody else (%i)', async (seed) => {
    const [user, other] = [chat.user(), chat.user()];
    await fill(user, seed);
    const before = await document(user);
    expect(before.tasks.length).toBeGreaterThan(5);
    expect(await world.imported(other, JSON.stringify(before))).toMatchObject({
      status: 'completed',
      refused: 0,
    });
    expect(comparable(await document(other))).toEqual(comparable(before));
    // What came back goes on: an occurrence that is done is followed by the next.
    const open = (await chat.search.execute(other, { q: 'is:recurring', limit: 50 })).tasks.find(
      (task) => task.series,
    );
    if (open) expect((await series.complete(other, open)).status).toBe('completed');
  });

  it('is known to be there by whoever exported it, but for what was deleted since', async () => {
    const user = chat.user();
    await fill(user, 7);
    const text = await world.exported(user);
    const before = await world.titles(user);
    expect(await world.imported(user, text)).toMatchObject({ tasks: 0, series: 0, made: 0 });
    const { tasks } = await chat.search.execute(user, { q: '-is:recurring', limit: 1 });
    await chat.change.delete(user, tasks[0]?.id ?? '');
    expect(await world.imported(user, text)).toMatchObject({ tasks: 1, made: 1 });
    expect((await world.titles(user)).sort()).toEqual([...before].sort());
  });

  it.each(['csv', 'ics'] as const)('comes back from %s with what that can hold', async (format) => {
    const [user, other] = [chat.user(), chat.user()];
    await fill(user, 8);
    const one = await world.imported(other, await world.exported(user, format));
    expect(one).toMatchObject({ status: 'completed', refused: 0 });
    const wanted = await document(user);
    const found = await document(other);
    const shown = ({ tasks }: Document) =>
      tasks
        .map(({ title, notes, status, tags, list, due }) => ({
          title,
          notes,
          status,
          tags,
          list,
          due: due?.local,
        }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    const titles = (all: Document) => new Set(shown(all).map(({ title }) => title));
    expect(titles(found)).toEqual(titles(wanted));
    const single = (all: Document) =>
      shown({ ...all, tasks: all.tasks.filter(({ title }) => !repeated.has(title)) });
    const repeated = new Set(
      wanted.tasks.filter(({ seriesId }) => seriesId !== null).map(({ title }) => title),
    );
    expect(single(found)).toEqual(single(wanted));
  });
});
