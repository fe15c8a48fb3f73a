import { launchChromium, LAUNCH_MS } from '@parley/testing/browser';
import type { Browser } from 'playwright-core';
import { aPerson, type Person } from './browser.ts';
import { eventually } from './eventually.ts';

let browser: Browser;
let person: Person;

beforeAll(async () => {
  browser = await launchChromium();
}, LAUNCH_MS);
afterAll(() => browser.close());
beforeEach(async () => {
  person = await aPerson(browser);
  await person.signUp();
});
afterEach(async () => {
  expect(person.complaints).toEqual([]);
  await person.close();
});

describe('the conversation', () => {
  it('sends what was entered before it was loaded', async () => {
    const { page } = person;
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.evaluate(async () => {
      for (const { name } of await indexedDB.databases())
        if (name !== undefined) indexedDB.deleteDatabase(name);
    });
    await page.route('**/api/v1/conversations', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await person.composer.waitFor();
    await person.say('buy milk');
    expect(await person.composer.inputValue()).toBe('buy milk');
    answer();
    await person.cards.first().getByText('buy milk').waitFor();
    expect(await person.mine.count()).toBe(1);
    expect(await person.composer.inputValue()).toBe('');
  });

  it('answers a sentence with a card that can be done and undone', async () => {
    await person.say('pay rent every 1st at 9am #home !high');
    const card = person.cards.first();
    await card.getByText('every month on the 1st at 09:00').waitFor();
    expect(await card.locator('[data-tag="home"]').textContent()).toBe('#home');
    expect(await card.locator('[data-priority="high"]').count()).toBe(1);

    await card.getByRole('button', { name: 'Done: pay rent' }).click();
    await eventually(() => card.getAttribute('data-task-status'), 'completed');
    await card.getByRole('button', { name: 'Undo: pay rent' }).click();
    await eventually(() => card.getAttribute('data-task-status'), 'open');
  });

  it('no longer says how a task repeats once its series has ended', async () => {
    await person.sayAndHear('pay rent every 1st at 9am');
    const rule = person.cards.first().locator('[data-recurrence]');
    await rule.waitFor();
    const [task] = person.server.world.tasks.values();
    if (!task?.series) throw new Error('A series expected.');
    person.server.world.change(task.id, { series: { ...task.series, ended: true } });
    await rule.waitFor({ state: 'detached' });
  });

  it('changes the zone where one is named, and has what is sent next read in it', async () => {
    await person.say('/tz Asia/Tokyo');
    await person.page.getByRole('button', { name: 'Use Asia/Tokyo' }).click();
    await person.page.getByRole('button', { name: 'Asia/Tokyo is used' }).waitFor();
    expect(person.server.renewals).toBe(1);
    await person.page.reload();
    await person.page.getByRole('button', { name: 'Asia/Tokyo is used' }).waitFor();
  });

  it('updates every card of a task, whoever changed it', async () => {
    await person.sayAndHear('call Ana tomorrow at 4pm');
    await person.sayAndHear('done #1');
    await eventually(
      () => person.cards.evaluateAll((cards) => cards.map((card) => card.dataset['taskStatus'])),
      ['completed', 'completed'],
    );
    const [task] = person.server.world.tasks.values();
    if (task === undefined) throw new Error('A task expected.');
    person.server.world.change(task.id, { title: 'call Ana and Leo', status: 'open' });
    await eventually(
      () => person.cards.locator('.text').allTextContents(),
      ['call Ana and Leo', 'call Ana and Leo'],
    );
  });

  it('offers no undo that was used elsewhere, now or after a reload', async () => {
    await person.sayAndHear('call Ana');
    await person.sayAndHear('done #1');
    const undo = person.cards.last().getByRole('button', { name: 'Undo: call Ana' });
    await undo.waitFor();
    const offer = person.server.world.messages.at(-1)?.blocks.find(({ type }) => type === 'undo');
    if (offer?.type !== 'undo') throw new Error('An undo expected.');
    person.server.world.takeBack(offer.actionId);
    await eventually(() => undo.count(), 0);
    await person.page.evaluate(async () => {
      for (const { name } of await indexedDB.databases())
        if (name !== undefined) indexedDB.deleteDatabase(name);
    });
    await person.page.reload();
    await person.cards.last().getByRole('button', { name: 'Done: call Ana' }).waitFor();
    expect(await undo.count()).toBe(0);
  });

  it('finds what a silent socket did not say when the tab wakes', async () => {
    await person.sayAndHear('water the plants');
    person.server.mute = true;
    person.server.world.say('parley', 'You missed this.');
    await person.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await person.page.getByText('You missed this.').waitFor();
  });

  it('keeps what is written offline in order, over a reload, and sends each once', async () => {
    await person.sayAndHear('first');
    person.server.down = true;
    await person.say('second');
    await person.say('third');
    await person.page.locator('[data-offline="true"]').getByText('No connection').waitFor();
    await eventually(
      () => person.page.locator('[data-status="sending"], [data-status="waiting"]').count(),
      2,
    );
    person.server.down = false;
    await person.page.reload();
    await eventually(() => person.mine.locator('.bubble').allTextContents(), ['first', 'second', 'third']);
    await eventually(
      () =>
        person.server.world.messages.filter((message) => message.author === 'user').map(({ text }) => text),
      ['first', 'second', 'third'],
    );
    await eventually(() => person.page.locator('[data-offline="true"]').count(), 0);
  });

  it('takes a waiting message back', async () => {
    await person.sayAndHear('first');
    person.server.down = true;
    await person.say('a mistake');
    await person.page.locator('[data-status="waiting"]').getByRole('button', { name: 'Cancel' }).click();
    await eventually(() => person.mine.count(), 1);
    person.server.down = false;
  });

  it('lets a number choose an answer, and closes the question', async () => {
    await person.sayAndHear('water the plants');
    await person.sayAndHear('call Ana');
    await person.sayAndHear('done rent');
    await person.page.locator('[data-quick-reply="2"]:enabled').waitFor();
    await person.say('2');
    await eventually(() => person.mine.locator('.bubble').last().textContent(), 'done #2');
    await eventually(() => person.page.locator('[data-quick-reply]:enabled').count(), 0);
  });

  it('completes a tag and brings the last message back', async () => {
    await person.sayAndHear('buy milk #errands');
    await person.composer.fill('buy bread #er');
    await person.page.getByRole('option', { name: '#errands' }).waitFor();
    await person.composer.press('Tab');
    await eventually(() => person.composer.inputValue(), 'buy bread #errands ');
    await person.composer.fill('');
    await person.composer.press('ArrowUp');
    await eventually(() => person.composer.inputValue(), 'buy milk #errands');
  });

  it('reads older messages on the way up and stays where the person reads', async () => {
    for (let count = 1; count <= 120; count += 1) person.server.world.say('parley', `line ${count}`);
    await person.page.getByText('line 120', { exact: true }).waitFor();
    await person.page.reload();
    const log = person.page.getByRole('log');
    await log.getByText('line 120', { exact: true }).waitFor();
    await log.evaluate((element) => {
      element.scrollTop = 100;
    });
    await person.page.getByText('line 30', { exact: true }).waitFor({ state: 'attached' });
    const offset = await log.evaluate((element) => element.scrollTop);
    expect(offset).toBeGreaterThan(1_000);

    person.server.world.say('parley', 'news');
    await person.page.getByRole('button', { name: 'New messages' }).click();
    await eventually(
      () => log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight < 4),
      true,
    );
  });

  it('renews the token of the socket before it is cut', async () => {
    person.server.accounts.tokenSeconds = 62; // good for two seconds, then within its last minute
    await person.page.reload();
    await eventually(() => person.server.renewals > 0, true);
  });

  it('shows the sign-in screen when the session has ended, and says why', async () => {
    await person.sayAndHear('first');
    person.server.accounts.revokeAll();
    await person.page.locator('[data-nav="tasks"]').click();
    await person.page.locator('[data-screen="sign-in"]').getByText('Your session has ended').waitFor();
  });
});
