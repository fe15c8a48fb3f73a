import { inChromium } from './chromium.ts';
import { newAccount, type Tab } from './tab.ts';
import type { Locator } from 'playwright-core';

const open = inChromium();
const ann = newAccount();
let tab: Tab;
const press = (key: string) => tab.page.keyboard.press(key);

/** Moves the focus with Tab until it is there. @throws Error after as many stops as a page may have */
async function reach(goal: Locator, key = 'Tab'): Promise<void> {
  await goal.waitFor();
  for (let stops = 0; stops < 60; stops += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await press(key);
  }
  throw new Error(`Out of reach of ${key}: ${String(goal)}`);
}

/** Whoever moves with the keyboard has to see where they are. */
async function expectVisibleFocus(element: Locator): Promise<void> {
  const outline = await element.evaluate((it) => getComputedStyle(it).outlineStyle);
  expect(outline).not.toBe('none');
}

beforeAll(async () => {
  const first = await open();
  await first.signUp(ann);
  await first.close();
  tab = await open();
});

describe('with the keyboard alone', () => {
  it('a person signs in', async () => {
    const { page } = tab;
    await page.goto('/');
    await reach(page.getByLabel('Email'));
    await page.keyboard.type(ann.email);
    await press('Tab');
    await page.keyboard.type(ann.password);
    await reach(page.getByRole('button', { name: 'Sign in' }));
    await expectVisibleFocus(page.getByRole('button', { name: 'Sign in' }));
    await press('Enter');
    await tab.loaded('conversation');
  });

  it('writes at once, and sends', async () => {
    expect(await tab.composer.evaluate((field) => field === document.activeElement)).toBe(true);
    await tab.page.keyboard.type('water the plants today');
    await press('Enter');
    await tab.card(1).getByText('water the plants').waitFor();
  });

  it('marks the task done, and takes that back', async () => {
    const card = tab.card(1);
    const done = card.getByRole('button', { name: 'Done: water the plants' });
    await reach(done, 'Shift+Tab');
    await expectVisibleFocus(done);
    await press('Enter');
    await tab.page.locator('[data-task-number="1"][data-task-status="completed"]').first().waitFor();
    const undo = card.getByRole('button', { name: 'Undo: water the plants' });
    await reach(undo);
    await press('Enter');
    await card.and(tab.page.locator('[data-task-status="open"]')).waitFor();
  });

  it('goes to the list, ticks off and edits there, and comes back to write', async () => {
    const { page } = tab;
    await reach(page.locator('[data-nav="tasks"]'), 'Shift+Tab');
    await press('Enter');
    await tab.loaded('tasks');
    await tab.row(1).waitFor();
    await press('j');
    await press('e');
    await reach(page.getByRole('dialog').getByLabel('Title'));
    await press('ControlOrMeta+a');
    await page.keyboard.type('water every plant');
    await press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tab.row(1).getByText('water every plant').waitFor();
    await press('j');
    await press('x');
    await tab.row(1).waitFor({ state: 'detached' });
    await press('/');
    await tab.loaded('conversation');
    await page.keyboard.type('undo');
    await press('Enter');
    await tab.card(1).and(page.locator('[data-task-status="open"]')).last().waitFor();
  });
});
