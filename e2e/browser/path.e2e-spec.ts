import { waitUntil } from '../support/waiting.ts';
import { inChromium } from './chromium.ts';
import { newAccount, type Tab } from './tab.ts';

const open = inChromium();
const ann = newAccount();
/** Two browsers of the same person. */
let laptop: Tab;
let desk: Tab;

beforeAll(async () => {
  laptop = await open();
  desk = await open();
});

/** The titles in the list, once it has as many as are expected. */
async function expectRows(tab: Tab, titles: readonly string[]): Promise<void> {
  await waitUntil(`the list of ${titles.join(', ')}`, async () => {
    const shown = await tab.rows.locator('.title').allTextContents();
    return JSON.stringify(shown.map((title) => title.trim()).toSorted()) === JSON.stringify(titles);
  });
}

describe('a person with two browsers', () => {
  let ovenDue: number;

  it('signs up in one and signs in with the other', async () => {
    await laptop.signUp(ann);
    await laptop.page.getByText('What is on your mind, Ann?').waitFor();
    await desk.signIn(ann);
  });

  it('says a sentence and sees what was understood, in both', async () => {
    await laptop.say('pay rent every 1st at 9am #home !high');
    for (const tab of [laptop, desk]) {
      const card = tab.card(1);
      await card.getByText('pay rent', { exact: true }).waitFor();
      await card.getByText('every month on the 1st at 09:00').waitFor();
      await card.locator('[data-priority="high"]').waitFor();
      await card.locator('[data-tag="home"]').waitFor();
      expect(await card.locator('[data-due]').getAttribute('data-due')).toMatch(/^\d{4}-\d\d-01T09:00/);
      expect(await card.locator('time').textContent()).toContain('09:00');
    }
  });

  it('does a recurring task with two words, and its next occurrence appears, in both', async () => {
    await laptop.ask('done 1');
    for (const tab of [laptop, desk]) {
      await tab.card(1).and(tab.page.locator('[data-task-status="completed"]')).first().waitFor();
      await tab.row(2).getByText('every month on the 1st at 09:00').waitFor();
      await tab.row(1).waitFor({ state: 'detached' });
    }
    const due = await Promise.all([
      laptop.card(1).first().locator('[data-due]').getAttribute('data-due'),
      laptop.row(2).locator('[data-due]').getAttribute('data-due'),
    ]);
    expect(monthOf(due[1])).toBe((monthOf(due[0]) + 1) % 12);
  });

  it('asks for a reminder, and goes on', async () => {
    await Promise.all([laptop, desk].map((tab) => tab.watchForReminder()));
    await laptop.ask('remind me in 15 seconds to check the oven');
    ovenDue = await laptop.due(3);
    expect(Math.abs(ovenDue - Date.now() - 15_000)).toBeLessThan(3_000);
  });

  it('reads lists: of a tag, of a word', async () => {
    await laptop.ask('buy milk tomorrow #errands');
    const home = await laptop.ask('show #home');
    await home.locator('[data-block="task-list"] [data-task-number="2"]').waitFor();
    expect(await home.locator('[data-task-id]').count()).toBe(1);
    const milk = await laptop.ask('find milk');
    await milk.getByRole('article', { name: /buy milk/ }).waitFor();
    expect(await milk.locator('[data-task-id]').count()).toBe(1);
  });

  it('filters the list with a press and with words', async () => {
    await desk.go('tasks');
    await expectRows(desk, ['buy milk', 'check the oven', 'pay rent']);
    const filter = desk.page.getByRole('combobox', { name: 'Filter' });
    await filter.fill('#errands due:tomorrow');
    await expectRows(desk, ['buy milk']);
    await filter.fill('');
    await desk.page.getByRole('button', { name: 'High priority' }).click();
    await expectRows(desk, ['pay rent']);
    await desk.page.getByRole('button', { name: 'Open', exact: true }).click();
  });

  it('names another zone, and is understood in it at once', async () => {
    const offer = await laptop.ask('/tz america/new york');
    await offer.getByRole('button', { name: 'Use America/New_York' }).click();
    await offer.getByRole('button', { name: 'America/New_York is used' }).waitFor();
    await (await laptop.ask('/tz')).getByText('Times are read in America/New_York.').waitFor();
    const back = await laptop.ask('/tz Europe/Berlin');
    await back.getByRole('button', { name: 'Use Europe/Berlin' }).click();
    await back.getByRole('button', { name: 'Europe/Berlin is used' }).waitFor();
  });

  it('is told which tags are too many, and nothing is made', async () => {
    const answer = await laptop.ask('paint the fence #a #b #c #d #e #f');
    const problem = answer.locator('[data-block="problem"]');
    expect(await problem.locator('p').textContent()).toMatch(/5 tags|five tags/i);
    expect(await problem.getByRole('listitem').allTextContents()).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((tag) => `#${tag}`),
    );
    expect(await answer.locator('[data-task-id]').count()).toBe(0);
    // What is made next takes the number that the fence would have had.
    await laptop.ask('water the plants');
    await laptop.row(5).getByText('water the plants').waitFor();
    await expectRows(desk, ['buy milk', 'check the oven', 'pay rent', 'water the plants']);
  });

  it('is reminded in both at the time: not before, and at most two seconds later', async () => {
    await desk.go('conversation');
    for (const tab of [laptop, desk]) {
      const late = (await tab.reminderSeen(30_000)) - ovenDue;
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(2_000);
      expect(await tab.reminder('check the oven').count()).toBe(1);
    }
  });

  it('finds all of it again after a reload', async () => {
    const before = await laptop.log.locator('[data-message-id]').evaluateAll(texts);
    await laptop.reload();
    await laptop.reminder('check the oven').waitFor();
    expect(await laptop.log.locator('[data-message-id]').evaluateAll(texts)).toEqual(before);
    await expectRows(laptop, ['buy milk', 'check the oven', 'pay rent', 'water the plants']);
  });
});

/** 0 is January. */
function monthOf(due: string | null): number {
  return new Date(due ?? '').getMonth();
}

function texts(elements: readonly Element[]): (string | null)[] {
  return elements.map((element) => element.querySelector('.text, .bubble')?.textContent ?? null);
}
