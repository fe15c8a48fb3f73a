import { EditSeries } from '../src/series/application/edit-series.js';
import { EndSeries } from '../src/series/application/end-series.js';
import { PauseSeries } from '../src/series/application/pause-series.js';
import { ChangeOccurrences } from '../src/series/application/change-occurrences.js';
import { previewRule } from '../src/series/domain/preview-rule.js';
import { Chat } from './chat.js';
import { SeriesWorld } from './series-world.js';

const START = '2026-11-21T15:00:00Z';

let chat: Chat;
let world: SeriesWorld;
beforeAll(async () => {
  chat = await Chat.start();
  world = new SeriesWorld(chat);
});
beforeEach(() => {
  world.at(START);
});
afterAll(() => chat.stop());

describe('a series', () => {
  it('keeps as many future occurrences open as it is told to, from the start', async () => {
    const user = chat.user();
    const task = await world.series(user, { ahead: 3 });
    expect(await world.openKeys(user)).toEqual(['2026-11-22T09:00', '2026-11-23T09:00', '2026-11-24T09:00']);
    await world.complete(user, task);
    expect(await world.openKeys(user)).toEqual(['2026-11-23T09:00', '2026-11-24T09:00', '2026-11-25T09:00']);
    await chat.use(EditSeries).all(user, task.series?.id ?? '', { ahead: 5 });
    expect((await world.openKeys(user)).at(-1)).toBe('2026-11-27T09:00');
  });

  it('ends only when all of its occurrences are done, in whichever order', async () => {
    const user = chat.user();
    await world.series(user, { ahead: 3, rrule: 'FREQ=DAILY;COUNT=3' });
    const [first, second, third] = await world.open(user);
    if (!first || !second || !third) throw new Error('Three were expected.');
    await world.complete(user, third);
    expect(await chat.published(user, 'parley.series.ended')).toEqual([]);
    await world.complete(user, first);
    await world.complete(user, second);
    expect(await chat.published(user, 'parley.series.ended')).toHaveLength(1);
  });

  it('follows the rule that it has now, not the one that a completion was worked out with', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    const { task: done } = await chat.change.complete(user, task.id);
    const version = done.series?.version;
    await chat.use(EditSeries).all(user, task.series?.id ?? '', { rrule: 'FREQ=WEEKLY;BYDAY=FR' });
    await world.advance(user, done, version);
    expect(await world.openKeys(user)).toEqual(['2026-11-27T09:00']);
  });

  it('gives a rule back as it came, also parts that mean nothing here', async () => {
    const user = chat.user();
    const rrule = 'FREQ=WEEKLY;WKST=SU;BYDAY=SU;INTERVAL=1';
    const { series } = await world.series(user, { rrule });
    expect(series?.rrule).toBe(rrule);
    const renamed = await chat.use(EditSeries).all(user, series?.id ?? '', { content: { title: 'bins' } });
    expect(renamed.series.rrule).toBe(rrule);
  });

  it.each([
    ['R32', 'FREQ=DAILY;COUNT=3;UNTIL=20270101', 'rule.count-and-until'],
    ['R33', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'rule.never-matches'],
    ['R34', 'FREQ=MINUTELY', 'rule.too-frequent'],
    ['R34', 'FREQ=DAILY;INTERVAL=0', 'rule.invalid'],
    ['R34', 'FREQ=DAILY;INTERVAL=1000', 'rule.too-costly'],
    ['R34', 'FREQ=DAILY;COUNT=10001', 'rule.too-costly'],
  ])('%s: is refused at once for %s', async (_row, rrule, code) => {
    const user = chat.user();
    await expect(world.series(user, { rrule })).rejects.toMatchObject({ code, kind: 'invalid' });
    const task = await world.series(user, {});
    const edit = chat.use(EditSeries).all(user, task.series?.id ?? '', { rrule });
    await expect(edit).rejects.toMatchObject({ code });
    expect(() => previewRule(user, { rrule, start: '2026-11-22', limit: 5 }, chat.clock.now())).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  it('shows the next dates of a rule before it is used, in words and in the zone of the user', () => {
    const user = chat.user('Europe/Berlin');
    const rule = { rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=9', start: '2026-11-30T09:00', limit: 2 };
    expect(previewRule({ ...user, locale: 'de' }, rule, chat.clock.now())).toEqual({
      rrule: rule.rrule,
      zone: 'Europe/Berlin',
      text: 'jeden Monat am letzten Tag um 09:00 Uhr, 9-mal',
      occurrences: [
        { key: '2026-11-30T09:00', at: '2026-11-30T08:00:00.000Z' },
        { key: '2026-12-31T09:00', at: '2026-12-31T08:00:00.000Z' },
      ],
      left: 9,
    });
  });

  it('R30: counts completions anew only when its rule changed', async () => {
    const user = chat.user();
    const task = await world.series(user, { rrule: 'FREQ=DAILY;COUNT=2', mode: 'completion' });
    await world.complete(user, task);
    const id = task.series?.id ?? '';
    await chat.use(EditSeries).all(user, id, { content: { title: 'water the plants' } });
    const { series } = await chat.use(EditSeries).all(user, id, { missed: 'one-by-one' });
    expect(series.countedFrom).toBeNull();
    chat.clock.advance(1_000);
    await chat.use(EditSeries).all(user, id, { rrule: 'FREQ=DAILY;INTERVAL=2;COUNT=2' });
    const [second] = await world.open(user);
    if (second) await world.complete(user, second);
    expect(await world.open(user)).toHaveLength(1);
  });
});

describe('R38: deleting a recurring task', () => {
  it('asks which, and leaves only this one out', async () => {
    const user = chat.user();
    await world.series(user, {});
    const { replies } = await chat.say(user, 'delete #1');
    const block = replies[0]?.blocks.at(-1);
    if (block?.type !== 'quick-replies') throw new Error('Nothing was asked.');
    expect(await world.openKeys(user)).toEqual(['2026-11-22T09:00']);
    await chat.say(user, block.options[0]?.text ?? '');
    expect(await world.openKeys(user)).toEqual(['2026-11-23T09:00']);
  });

  it('ends the series before it, with all that would follow', async () => {
    const user = chat.user();
    const task = await world.series(user, { ahead: 3 });
    const [, second] = await world.open(user);
    const { action } = await chat.use(ChangeOccurrences).delete(user, second?.id ?? '', 'future');
    expect(await world.openKeys(user)).toEqual(['2026-11-22T09:00']);
    expect((await world.read(user, task)).series).toMatchObject({
      rrule: 'FREQ=DAILY;UNTIL=20261123T085959',
      endedAt: null,
    });
    await chat.undo.execute(user, action?.id);
    expect(await world.open(user)).toHaveLength(3);
    expect((await world.read(user, task)).series?.rrule).toBe('FREQ=DAILY');
  });

  it('ends the whole series, and keeps what was completed', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    await world.complete(user, task);
    await chat.say(user, 'delete #2, the whole series');
    expect(await world.open(user)).toEqual([]);
    expect(await world.read(user, task)).toMatchObject({ status: 'completed', deletedAt: null });
    await chat.say(user, 'undo');
    expect(await world.openKeys(user)).toEqual(['2026-11-23T09:00']);
  });

  it('stops the repetition and leaves the open occurrence', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    await chat.say(user, 'stop repeating #1');
    expect(await world.openKeys(user)).toEqual(['2026-11-22T09:00']);
    await world.complete(user, task);
    expect(await world.open(user)).toEqual([]);
    await expect(chat.use(EndSeries).stop(user, task.series?.id ?? '')).rejects.toMatchObject({
      code: 'series.ended',
    });
  });
});

describe('a task that begins to repeat', () => {
  it('becomes the first occurrence, at its time of day and with its reminders', async () => {
    const user = chat.user();
    await chat.say(user, 'call mom tomorrow at 3pm #family, remind me 10 minutes before');
    const { tasks } = await chat.say(user, 'make #1 repeat every friday');
    expect(tasks).toMatchObject([
      {
        number: 1,
        tags: ['family'],
        due: { local: '2026-11-27T15:00' },
        reminders: [{ offsetMinutes: 10 }],
        series: { text: 'every Friday at 15:00', ended: false },
      },
    ]);
    const [first] = await world.open(user);
    if (!first) throw new Error('A task expected.');
    await world.complete(user, first);
    expect(await world.open(user)).toMatchObject([
      { occurrenceKey: '2026-12-04T15:00', tags: ['family'], reminders: [{ offsetMinutes: 10 }] },
    ]);
  });

  it('is what it was when that is undone', async () => {
    const user = chat.user();
    await chat.say(user, 'call mom tomorrow');
    await chat.say(user, 'every friday at 9am instead');
    await chat.say(user, 'undo');
    expect(await world.open(user)).toMatchObject([
      { series: null, occurrenceKey: null, due: { date: '2026-11-22' }, reminders: [] },
    ]);
  });

  it('stops, says so on its card, and begins again', async () => {
    const user = chat.user();
    await chat.say(user, 'call mom every friday');
    const stopped = await chat.say(user, 'stop repeating #1');
    expect(stopped.tasks).toMatchObject([{ version: 2, series: { ended: true } }]);
    const { tasks } = await chat.say(user, 'repeat #1 every monday at 9am');
    expect(tasks).toMatchObject([
      { due: { local: '2026-11-23T09:00' }, reminders: [{ offsetMinutes: 0 }], series: { ended: false } },
    ]);
    await chat.say(user, 'undo');
    await chat.say(user, 'undo');
    expect(await world.open(user)).toMatchObject([
      { due: { date: '2026-11-27' }, series: { rrule: 'FREQ=WEEKLY;BYDAY=FR', endedAt: null } },
    ]);
  });

  it('does not when it is done', async () => {
    const user = chat.user();
    await chat.say(user, 'call mom');
    await chat.say(user, 'done #1');
    const { replies } = await chat.say(user, 'repeat #1 every monday');
    expect(replies[0]?.blocks[0]).toMatchObject({ type: 'problem', code: 'task.occurrence-closed' });
  });
});

describe('R39: editing a recurring task', () => {
  it('asks which, and changes as many', async () => {
    const user = chat.user();
    await world.series(user, { ahead: 2 });
    const { replies } = await chat.say(user, 'rename #1 to feed the cat');
    const block = replies[0]?.blocks.at(-1);
    if (block?.type !== 'quick-replies') throw new Error('Nothing was asked.');
    await chat.say(user, block.options[2]?.text ?? '');
    expect((await world.open(user)).map(({ title }) => title)).toEqual(['feed the cat', 'feed the cat']);
  });

  it('takes another rule that is said', async () => {
    const user = chat.user();
    await chat.say(user, 'water plants every day at 9am');
    const { tasks } = await chat.say(user, 'every friday instead');
    expect(tasks).toMatchObject([{ number: 1, due: { local: '2026-11-27T09:00' } }]);
  });

  it('changes this one alone', async () => {
    const user = chat.user();
    await world.series(user, { ahead: 2 });
    const [first] = await world.open(user);
    await chat.change.edit(user, first?.id ?? '', { title: 'feed the cat' });
    expect((await world.open(user)).map(({ title }) => title)).toEqual(['feed the cat', 'water plants']);
  });

  it('changes this one and all after it, and rewrites no history', async () => {
    const user = chat.user();
    const done = await world.series(user, { ahead: 3, rrule: 'FREQ=DAILY;COUNT=6' });
    await world.complete(user, done);
    const [, second] = await world.open(user);
    const { action } = await chat
      .use(ChangeOccurrences)
      .edit(user, second?.id ?? '', { title: 'feed the cat' }, 'future');
    const open = await world.open(user);
    expect(open.map(({ title, occurrenceKey }) => `${title} ${occurrenceKey ?? ''}`)).toEqual([
      'water plants 2026-11-23T09:00',
      'feed the cat 2026-11-24T09:00',
      'feed the cat 2026-11-25T09:00',
      'feed the cat 2026-11-26T09:00',
    ]);
    expect(open[1]?.series).toMatchObject({ rrule: 'FREQ=DAILY;COUNT=4', previousId: done.series?.id });
    expect((await world.read(user, done)).title).toBe('water plants');
    await chat.undo.execute(user, action?.id);
    const again = await world.open(user);
    expect(again.map(({ title, series }) => `${title} ${series?.id ?? ''}`)).toEqual(
      again.map(() => `water plants ${done.series?.id ?? ''}`),
    );
    expect(again).toHaveLength(3);
  });

  it('changes all that is open or to come', async () => {
    const user = chat.user();
    const task = await world.series(user, { ahead: 2 });
    await chat.use(ChangeOccurrences).edit(user, task.id, { tags: ['green'] }, 'all');
    expect((await world.open(user)).map(({ tags }) => tags)).toEqual([['green'], ['green']]);
    await world.complete(user, task);
    expect((await world.open(user)).at(-1)).toMatchObject({ tags: ['green'] });
  });

  it('moves all of them to another time of day, with their reminders', async () => {
    const user = chat.user();
    const task = await world.series(user, { ahead: 2 });
    const due = { kind: 'datetime', local: '2026-11-22T18:30', zone: user.zone } as const;
    await chat.use(ChangeOccurrences).edit(user, task.id, { due }, 'all');
    const open = await world.open(user);
    expect(open.map(({ occurrenceKey }) => occurrenceKey)).toEqual(['2026-11-22T18:30', '2026-11-23T18:30']);
    expect(open[0]?.reminders[0]?.at).toEqual(new Date('2026-11-22T23:30:00Z'));
    const otherDay = { ...due, local: '2026-11-25T18:30' };
    await expect(
      chat.use(ChangeOccurrences).edit(user, open[0]?.id ?? '', { due: otherDay }, 'all'),
    ).rejects.toMatchObject({ code: 'task.invalid', fields: [{ pointer: '/due' }] });
  });

  it('takes another rule on from the open occurrence, which keeps its number', async () => {
    const user = chat.user();
    const task = await world.series(user, { ahead: 2 });
    const { series, action } = await chat
      .use(EditSeries)
      .all(user, task.series?.id ?? '', { rrule: 'FREQ=WEEKLY;BYDAY=FR' });
    expect(await world.open(user)).toMatchObject([
      { number: task.number, occurrenceKey: '2026-11-27T09:00' },
      { occurrenceKey: '2026-12-04T09:00' },
    ]);
    expect(series.version).toBe(2);
    await chat.undo.execute(user, action.id);
    expect(await world.openKeys(user)).toEqual(['2026-11-22T09:00', '2026-11-23T09:00']);
    await expect(chat.use(EditSeries).all(user, series.id, {}, 2)).rejects.toMatchObject({
      code: 'series.stale',
    });
  });
});

describe('R47: a series that rests', () => {
  it('has no occurrences until it goes on with the next one from then', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    const { replies } = await chat.say(user, 'pause #1');
    expect(replies[0]?.text).toContain('Paused: "water plants".');
    expect(await world.open(user)).toEqual([]);
    world.at('2026-12-01T20:00:00Z');
    const { tasks } = await chat.say(user, 'resume water plants');
    expect(tasks).toMatchObject([{ occurrenceKey: '2026-12-02T09:00' }]);
    expect(await chat.use(PauseSeries).resume(user, task.series?.id ?? '')).not.toHaveProperty('action');
  });

  it('gets none from a completion that is only now answered', async () => {
    const user = chat.user();
    const task = await world.series(user, {});
    const { task: done } = await chat.change.complete(user, task.id);
    await chat.use(PauseSeries).pause(user, task.series?.id ?? '');
    await world.advance(user, done);
    expect(await world.open(user)).toEqual([]);
  });

  it('is as it was when the pause is undone', async () => {
    const user = chat.user();
    await world.series(user, {}, { notes: 'the big can' });
    await chat.say(user, 'pause #1');
    await chat.say(user, 'undo');
    expect(await world.open(user)).toMatchObject([
      { number: 1, notes: 'the big can', series: { pausedAt: null } },
    ]);
  });
});

it('of another user is nowhere', async () => {
  const user = chat.user();
  const other = chat.user();
  const task = await world.series(user, {});
  const id = task.series?.id ?? '';
  for (const act of [
    () => chat.use(PauseSeries).pause(other, id),
    () => chat.use(EndSeries).all(other, id),
    () => chat.use(EditSeries).all(other, id, { ahead: 2 }),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'series.not-found' });
  await expect(chat.use(EditSeries).from(other, task.id, {})).rejects.toMatchObject({
    code: 'task.not-found',
  });
});
