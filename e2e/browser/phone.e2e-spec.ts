import { overflow } from '@parley/testing/browser';
import type { Locator } from 'playwright-core';
import { inChromium } from './chromium.ts';
import { newAccount, type Tab } from './tab.ts';

const open = inChromium();
const ann = newAccount();
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenpolierer';
let phone: Tab;

beforeAll(async () => {
  phone = await open({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  await phone.signUp(ann);
});

/** Whether a finger meets the element itself, whole and inside the window. */
function inReach(element: Locator): Promise<boolean> {
  return element.evaluate((it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return inside && hit !== null && it.contains(hit);
  });
}

describe('on a phone 390 pixels wide', () => {
  it('the composer is in reach, and sends with a finger', async () => {
    const send = phone.page.getByRole('button', { name: 'Send' });
    expect(await inReach(phone.composer)).toBe(true);
    await phone.composer.tap();
    await phone.page.keyboard.type(`find a ${LONG} every other tuesday at 9am #home #errands #work !high`);
    expect(await inReach(send)).toBe(true);
    await send.tap();
    await phone.card(1).getByText(LONG).waitFor();
    expect(await overflow(phone.page)).toBe(0);
  });

  it('the newest answer is in sight, above the composer', async () => {
    for (const text of ['buy milk', 'buy bread', 'call Ana', 'show all']) await phone.ask(text);
    expect(await inReach(phone.answers.last().getByText('call Ana'))).toBe(true);
    expect(await inReach(phone.composer)).toBe(true);
  });

  it('the list is one tap away, where a task is done and taken back', async () => {
    await phone.page.locator('[data-nav="tasks"]').tap();
    await phone.loaded('tasks');
    const done = phone.row(2).getByRole('checkbox', { name: 'Done: buy milk' });
    expect(await inReach(done)).toBe(true);
    await done.tap();
    await phone.row(2).waitFor({ state: 'detached' });
    await phone.page.locator('[data-toast]').getByRole('button', { name: 'Undo' }).tap();
    await phone.row(2).waitFor();
  });

  it.each(['conversation', 'tasks', 'reminders', 'settings'] as const)(
    'nothing scrolls sideways: %s',
    async (screen) => {
      await phone.go(screen);
      expect(await overflow(phone.page)).toBe(0);
    },
  );
});
