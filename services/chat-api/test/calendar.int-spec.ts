import ICAL from 'ical.js';
import { CalendarFeeds } from '../src/calendar/application/calendar-feeds.js';
import { KeepFeed } from '../src/calendar/application/keep-feed.js';
import { ShowFeed } from '../src/calendar/application/show-feed.js';
import { Chat } from './chat.js';
import { SeriesWorld } from './series-world.js';

let chat: Chat;
let keep: KeepFeed;
let show: ShowFeed;
beforeAll(async () => {
  chat = await Chat.start();
  keep = chat.use(KeepFeed);
  show = chat.use(ShowFeed);
});
afterAll(() => chat.stop());

async function calendar(secret: string): Promise<ICAL.Component> {
  return new ICAL.Component(ICAL.parse(await (await show.execute(secret)).text()) as unknown[]);
}
const unknown = { code: 'calendar.not-found', kind: 'not-found' };

describe('a calendar feed', () => {
  it('shows what is due of its person, and the occurrences to come', async () => {
    const [user, other] = [chat.user('Europe/Berlin'), chat.user()];
    await chat.say(other, 'not mine tomorrow');
    const { tasks } = await chat.say(user, 'dentist tomorrow at 3pm #health');
    await chat.say(user, 'no date');
    await chat.say(user, 'pay rent 2026-12-01');
    const recurrence = { rrule: 'FREQ=WEEKLY', civilStart: '2026-11-23T09:00' };
    const first = await new SeriesWorld(chat).series(user, recurrence);
    const { secret } = await keep.create(user, 'events');
    const events = (await calendar(secret)).getAllSubcomponents('vevent');
    const shown = events.map((event) => [
      event.getFirstPropertyValue('summary'),
      String(event.getFirstPropertyValue('dtstart')),
    ]);
    expect(shown.slice(0, 5)).toEqual([
      ['dentist', '2026-11-22T15:00:00'],
      ['water plants', '2026-11-23T09:00:00'],
      ['pay rent', '2026-12-01'],
      ['water plants', '2026-11-30T09:00:00'],
      ['water plants', '2026-12-07T09:00:00'],
    ]);
    expect(new Set(events.map((event) => event.getFirstPropertyValue('uid'))).size).toBe(events.length);
    expect(events[0]?.getFirstPropertyValue('uid')).toBe(tasks[0]?.id);
    await chat.change.complete(user, first.id);
    await chat.change.complete(user, tasks[0]?.id ?? '');
    const later = (await calendar(secret)).getAllSubcomponents('vevent');
    expect(later.map((event) => event.getFirstPropertyValue('summary'))).not.toContain('dentist');
  });

  it('gives to-dos to whoever asks for them', async () => {
    const user = chat.user();
    await chat.say(user, 'dentist tomorrow at 3pm');
    const { secret } = await keep.create(user, 'todos');
    const found = await calendar(secret);
    expect(found.getAllSubcomponents('vevent')).toEqual([]);
    expect(found.getAllSubcomponents('vtodo').map((todo) => todo.getFirstPropertyValue('summary'))).toEqual([
      'dentist',
    ]);
  });

  it('has the same tag until something in it changes', async () => {
    const user = chat.user();
    const { secret } = await keep.create(user, 'events');
    const tags = [(await show.execute(secret)).etag];
    const tag = async () => {
      tags.push((await show.execute(secret)).etag);
    };
    await tag();
    expect(tags[1]).toBe(tags[0]);
    const { tasks } = await chat.say(user, 'dentist tomorrow at 3pm');
    await tag();
    await chat.change.edit(user, tasks[0]?.id ?? '', { title: 'doctor' });
    await tag();
    await chat.change.delete(user, tasks[0]?.id ?? '');
    await tag();
    expect(new Set(tags.slice(1)).size).toBe(4);
  });

  it('answers under one address only, and not once it is revoked', async () => {
    const user = chat.user();
    const made = await keep.create(user, 'events');
    await expect(keep.create(user, 'events')).rejects.toMatchObject({
      code: 'calendar.exists',
      kind: 'conflict',
    });
    const rotated = await keep.rotate(user);
    expect(rotated.feed.id).toBe(made.feed.id);
    await expect(show.execute(made.secret)).rejects.toMatchObject(unknown);
    await show.execute(rotated.secret);
    await expect(keep.revoke(chat.user())).rejects.toMatchObject(unknown);
    await keep.revoke(user);
    await expect(show.execute(rotated.secret)).rejects.toMatchObject(unknown);
    expect(await chat.use(CalendarFeeds).find(user)).toBeNull();
    expect((await chat.published(user, 'parley.calendar.')).map(({ type }) => type)).toEqual([
      'parley.calendar.created.v1',
      'parley.calendar.rotated.v1',
      'parley.calendar.revoked.v1',
    ]);
  });

  it('keeps its secret nowhere', async () => {
    const user = chat.user();
    const { secret } = await keep.create(user, 'events');
    const stored = await chat.transactions.root.calendarFeed.findMany();
    expect(JSON.stringify([stored, (await chat.published(user)).map(({ data }) => data)])).not.toContain(
      secret,
    );
  });
});
