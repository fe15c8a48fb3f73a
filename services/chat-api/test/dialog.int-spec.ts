import { newId } from '@parley/kernel';
import { ActionLog } from '../src/actions/application/action-log.js';
import { actionIdsOf } from '../src/conversations/domain/message.js';
import { PreviewText } from '../src/dialog/application/preview-text.js';
import { Chat } from './chat.js';

describe('the dialog', () => {
  let chat: Chat;
  beforeAll(async () => {
    chat = await Chat.start();
  });
  afterAll(() => chat.stop());

  it('completes by the number in the list shown last', async () => {
    const user = chat.user();
    await chat.say(user, 'buy milk tomorrow #shop');
    await chat.say(user, 'buy bread on friday #shop');
    await chat.say(user, 'show #shop');
    const { replies, tasks } = await chat.say(user, 'done 2');
    expect(replies[0]?.text).toBe('Done: "buy bread".');
    expect(tasks).toMatchObject([{ title: 'buy bread', status: 'completed' }]);
  });

  it('takes a number for that on the card as long as no list was shown', async () => {
    const user = chat.user();
    await chat.say(user, 'pay rent');
    await chat.say(user, 'check the oven');
    expect((await chat.say(user, 'done 1')).tasks).toMatchObject([{ title: 'pay rent' }]);
    await chat.say(user, 'show all');
    const { tasks, replies } = await chat.say(user, 'done 7');
    expect(tasks).toEqual([]);
    expect(JSON.stringify(replies[0])).toContain('write #7');
  });

  it('completes by a part of the title, and asks when two fit', async () => {
    const user = chat.user();
    await chat.say(user, 'call the dentist');
    await chat.say(user, 'call the plumber');
    expect((await chat.say(user, 'done dentist')).tasks).toMatchObject([{ title: 'call the dentist' }]);
    await chat.say(user, 'call the doctor');
    const { replies, tasks } = await chat.say(user, 'done call the');
    expect(tasks).toEqual([]);
    expect(replies[0]?.blocks[0]).toMatchObject({
      type: 'quick-replies',
      options: [
        { label: '#3 call the doctor', text: 'done #3' },
        { label: '#2 call the plumber', text: 'done #2' },
      ],
    });
    expect((await chat.say(user, 'done #2')).tasks).toMatchObject([{ title: 'call the plumber' }]);
  });

  it('reads a sentence that only begins like a command as a task', async () => {
    const user = chat.user();
    const { tasks } = await chat.say(user, 'finish report tomorrow');
    expect(tasks).toMatchObject([{ title: 'finish report', due: { date: '2026-11-22' } }]);
  });

  it('reads a moment to the second, as due time and reminder', async () => {
    const user = chat.user('Europe/Berlin');
    const { tasks } = await chat.say(user, 'remind me in 90 seconds to check the oven');
    expect(tasks).toMatchObject([
      {
        title: 'check the oven',
        due: { local: '2026-11-21T16:01:30', at: '2026-11-21T15:01:30.000Z' },
        reminders: [{ kind: 'offset', offsetMinutes: 0, at: '2026-11-21T15:01:30.000Z' }],
      },
    ]);
  });

  it('says so when a task was done already', async () => {
    const user = chat.user();
    await chat.say(user, 'buy milk');
    await chat.say(user, 'done #1');
    const { replies } = await chat.say(user, 'done #1');
    expect(replies[0]?.text).toBe('"buy milk" was done already.');
  });

  it('moves a task by days on the calendar', async () => {
    const user = chat.user();
    await chat.say(user, 'call mom tomorrow at 3pm');
    const { tasks } = await chat.say(user, 'push it by 2 days');
    expect(tasks).toMatchObject([{ due: { local: '2026-11-24T15:00' } }]);
  });

  it('leaves in the title what is not meant as a date', async () => {
    const user = chat.user();
    const text = 'watch Annie tomorrow #tv';
    const { spans, repeats } = await chat.use(PreviewText).execute(user, text, []);
    expect(spans.map(({ type }) => type)).toEqual(['due', 'tag']);
    expect(repeats).toBeUndefined();
    const rejected = spans
      .filter(({ type }) => type === 'due')
      .map(({ start, end, type }) => ({ start, end, type }));
    const { tasks } = await chat.say(user, text, newId(), rejected);
    expect(tasks).toMatchObject([{ title: 'watch Annie tomorrow', due: null, tags: ['tv'] }]);
  });

  it('finds the rejected words again when blanks and control characters before them are dropped', async () => {
    const text = '  \u200fwatch\u0007 Annie tomorrow #tv';
    const start = text.indexOf('tomorrow');
    const rejected = [{ start, end: start + 'tomorrow'.length }];
    const { tasks } = await chat.say(chat.user(), text, newId(), rejected);
    expect(tasks).toMatchObject([{ title: 'watch Annie tomorrow', due: null, tags: ['tv'] }]);
  });

  it('shows what a rule means before it is said', async () => {
    const { repeats } = await chat.use(PreviewText).execute(chat.user(), 'pay rent every 1st at 9am', []);
    expect(repeats?.text).toBe('every month on the 1st at 09:00');
    expect(repeats?.occurrences.map(({ key }) => key)).toEqual([
      '2026-12-01T09:00',
      '2027-01-01T09:00',
      '2027-02-01T09:00',
      '2027-03-01T09:00',
      '2027-04-01T09:00',
    ]);
  });

  it('moves a task to another day at its time of day, unless another is said', async () => {
    const user = chat.user();
    await chat.say(user, 'call mom tomorrow at 3pm');
    const moved = await chat.say(user, 'move it to friday');
    expect(moved.tasks).toMatchObject([{ due: { local: '2026-11-27T15:00' } }]);
    const later = await chat.say(user, 'move it to sunday at 5pm');
    expect(later.tasks).toMatchObject([{ due: { local: '2026-11-22T17:00' } }]);
    await chat.say(user, 'buy milk tomorrow');
    const allDay = await chat.say(user, 'move it to friday');
    expect(allDay.tasks).toMatchObject([{ due: { kind: 'date', date: '2026-11-27' } }]);
  });

  it('undoes creating, completing, moving and deleting', async () => {
    const user = chat.user();
    const open = async () => (await chat.search.execute(user, { limit: 10 })).tasks;
    await chat.say(user, 'buy milk tomorrow');
    await chat.say(user, 'move it to friday');
    await chat.say(user, 'undo');
    expect(await open()).toMatchObject([{ due: { date: '2026-11-22' } }]);
    await chat.say(user, 'delete #1');
    expect(await open()).toEqual([]);
    await chat.say(user, 'undo');
    expect(await open()).toMatchObject([{ title: 'buy milk', deletedAt: null }]);
    await chat.say(user, 'done #1');
    await chat.say(user, 'undo');
    expect(await open()).toMatchObject([{ status: 'open', completedAt: null }]);
    const { replies } = await chat.say(user, 'undo');
    expect(replies[0]?.blocks[0]).toMatchObject({ type: 'problem', code: 'action.overtaken' });
  });

  it('tells every client that an act was undone, and those that come later', async () => {
    const user = chat.user();
    const { message, replies } = await chat.say(user, 'buy milk');
    const [actionId = ''] = actionIdsOf(replies);
    const log = chat.use(ActionLog);
    expect(await log.undone(user, [actionId])).toEqual([]);
    await chat.say(user, 'undo');
    const { items } = await chat.feed.read(user, 0, 100);
    expect(items.filter(({ type }) => type === 'action.undone')).toMatchObject([{ actionId }]);
    expect(await log.undone(user, [actionId, message.id])).toEqual([actionId]);
    expect(await log.undone(chat.user(), [actionId])).toEqual([]);
  });

  it('lists the tags in use, says the zone, and keeps the filter of the last list', async () => {
    const user = chat.user('Europe/Berlin');
    const answer = async (text: string) => (await chat.say(user, text)).replies[0];
    expect((await answer('/tags'))?.text).toBe('No open task has a tag.');
    expect((await answer('/save home'))?.text).toContain('no filter to save');
    await chat.say(user, 'pay rent #home #"follow up"');
    await chat.say(user, 'buy milk #home');
    expect((await answer('/tags'))?.blocks).toEqual([
      {
        type: 'quick-replies',
        options: [
          { label: '#home (2)', text: '/list #home' },
          { label: '#follow up (1)', text: '/list #"follow up"' },
        ],
      },
    ]);
    expect((await answer('/list #"follow up"'))?.text).toBe('1 task.');
    expect((await answer('/tz'))?.text).toBe('Times are read in Europe/Berlin.');
    expect((await answer('/tz europe/berlin'))?.blocks).toEqual([]);
    expect(await answer('/tz america/new york')).toMatchObject({
      text: 'Times are read in Europe/Berlin. Change that to America/New_York, here or in the settings:',
      blocks: [{ type: 'zone', zone: 'America/New_York' }],
    });
    expect((await answer('/tz Atlantis'))?.text).toContain('no such time zone');
    await chat.say(user, 'show #home');
    expect((await answer('/save'))?.text).toContain('with a name');
    expect((await answer('/save "At home"'))?.text).toBe('Saved. "show At home" shows #home.');
    expect((await answer('show At home'))?.text).toBe('2 tasks.');
    await chat.say(user, 'show #home');
    expect((await answer('/save at HOME'))?.blocks[0]).toMatchObject({ code: 'filter.name-taken' });
    expect((await chat.say({ ...user, locale: 'de-AT' }, '/tz')).replies[0]?.text).toBe(
      'Zeiten werden in Europe/Berlin gelesen.',
    );
  });

  it('answers in German who speaks German', async () => {
    const user = { ...chat.user('Europe/Berlin'), locale: 'de-DE' };
    const answer = async (text: string) => (await chat.say(user, text)).replies[0];
    expect((await answer('Milch kaufen morgen #haus'))?.text).toBe('Angelegt.');
    expect((await answer('Müll jeden Freitag'))?.text).toBe('Angelegt.');
    expect((await answer('zeige #haus'))?.text).toBe('1 Aufgabe.');
    expect((await answer('1 erledigt'))?.text).toBe('Erledigt: „Milch kaufen“.');
    expect((await answer('rückgängig'))?.text).toBe('Rückgängig gemacht.');
    const asked = await answer('lösche #2');
    expect(asked?.text).toBe('„Müll“ wiederholt sich. Welche davon?');
    expect(asked?.blocks.at(-1)).toMatchObject({ options: [{ label: 'Nur diese' }, {}, {}] });
    expect((await answer('erledige #99'))?.text).toBe('Eine Aufgabe #99 gibt es nicht.');
    expect((await answer('#2 pausieren'))?.text).toBe(
      'Pausiert: „Müll“. Mit „setze Müll fort“ geht es weiter.',
    );
    expect((await answer('setze Müll fort'))?.text).toBe('„Müll“ geht weiter.');
    expect((await answer('hilfe'))?.text).toContain('Beispiele');
    await answer('zeige #haus');
    await answer('/save Haus');
    await answer('zeige #haus');
    expect((await answer('/save haus'))?.text).toContain('Filter „Haus“ gibt es schon');
    expect((await answer('zeige dew:today'))?.text).toContain('Meinst du „due:“?');
    expect((await answer('/tsg'))?.text).toBe('Einen Befehl /tsg gibt es nicht. Meinst du /tags?');
  });

  it('asks before it completes everything', async () => {
    const user = chat.user();
    await chat.say(user, 'buy milk #shop');
    await chat.say(user, 'buy bread #shop');
    const { replies } = await chat.say(user, 'complete all #shop');
    expect(replies[0]?.blocks.at(-1)).toMatchObject({ options: [{ text: 'done #1, #2' }] });
    expect((await chat.search.execute(user, { limit: 10 })).total).toBe(2);
    const { replies: confirmed } = await chat.say(user, 'done #1, #2');
    expect(confirmed[0]?.text).toBe('Done: 2 tasks.');
    await chat.say(user, 'undo');
    expect((await chat.search.execute(user, { limit: 10 })).total).toBe(2);
  });

  it('answers a filter that it does not understand with the nearest one', async () => {
    const user = chat.user();
    await expect(chat.search.execute(user, { q: 'dew:today', limit: 10 })).rejects.toMatchObject({
      code: 'filter.invalid',
      fields: [{ pointer: '/q', detail: expect.stringContaining('due') as string }],
    });
  });

  it('offers all tasks as a file, in the form that was asked for', async () => {
    const user = chat.user();
    const { replies } = await chat.say(user, '/export csv');
    expect(replies[0]?.blocks).toEqual([
      { type: 'export', links: [{ format: 'csv', href: '/api/v1/export?format=csv' }] },
    ]);
    const all = await chat.say(user, '/export');
    expect(all.replies[0]?.blocks).toMatchObject([
      { links: [{ format: 'json' }, { format: 'csv' }, { format: 'ics' }] },
    ]);
  });
});
