import { barriers, overflow } from '@parley/testing/browser';
import { inChromium } from './chromium.ts';
import { newAccount, type Tab } from './tab.ts';

const open = inChromium();
const ann = newAccount();
let tab: Tab;

beforeAll(async () => {
  tab = await open();
  await tab.signUp(ann);
});

const chip = ({ page }: Tab, label: string) => page.locator(`[data-chip="${label}"]`);
const leave = ({ page }: Tab, words: string) =>
  page.getByRole('button', { name: `Leave “${words}” as words` });

/** What the chip of this kind says. */
async function read(label: string): Promise<string> {
  return (await chip(tab, label).locator('.text').textContent()) ?? '';
}

describe('while a person writes', () => {
  it('says what every part was read as, the rule in words, and its next five dates', async () => {
    await tab.composer.fill('pay rent every 1st at 3 #home !high');
    await chip(tab, 'Repeats').getByText('every 1st').waitFor();
    expect(await read('First')).toMatch(/^First .*\b1\b.*15:00$/);
    expect(await read('Tag')).toBe('Tag #home');
    expect(await read('Priority')).toBe('Priority high');
    const meaning = tab.page.locator('[data-meaning]');
    await meaning.getByText('every month on the 1st at 15:00').waitFor();
    const dates = meaning.getByRole('list', { name: 'Next dates' }).locator('time');
    const keys = await dates.evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
    expect(keys.map((key) => key.slice(7))).toEqual(Array(5).fill('-01T15:00'));
    expect(await meaning.getByText('The time was read as 15:00.').count()).toBe(1);
  });

  it('says nothing about plain words', async () => {
    await tab.composer.fill('hello');
    await chip(tab, 'Repeats').waitFor({ state: 'detached' });
    expect(await tab.page.locator('[data-chip], [data-meaning]').count()).toBe(0);
  });

  it('does what was shown: a rejected part stays in the title', async () => {
    await tab.composer.fill('watch Annie tomorrow #tv');
    await leave(tab, 'tomorrow').click();
    await chip(tab, 'Due').and(tab.page.locator('.rejected')).waitFor();
    await tab.composer.press('Enter');
    await tab.card(1).getByText('watch Annie tomorrow', { exact: true }).waitFor();
    expect(await tab.card(1).locator('time').count()).toBe(0);
    expect(await tab.card(1).locator('[data-tag="tv"]').count()).toBe(1);
  });

  it('does so after a time without a network as well', async () => {
    await tab.composer.fill('read Man Friday #books');
    await leave(tab, 'Friday').click();
    await tab.page.locator('[data-chip="Due"].rejected').waitFor();
    await tab.losingTheNetwork(async () => {
      await tab.page.context().setOffline(true);
      await tab.composer.press('Enter');
      await tab.mine('read Man Friday #books', 'waiting').waitFor();
      await tab.page.context().setOffline(false);
      await tab.mine('read Man Friday #books', 'sent').waitFor();
    });
    await tab.card(2).getByText('read Man Friday', { exact: true }).waitFor();
    expect(await tab.card(2).locator('time').count()).toBe(0);
  });

  it('takes a rejection back, with the keyboard', async () => {
    const { page } = tab;
    await tab.composer.fill('call Ana tomorrow');
    await leave(tab, 'tomorrow').focus();
    await page.keyboard.press('Enter');
    const again = page.getByRole('button', { name: 'Understand “tomorrow” again' });
    await again.waitFor();
    await page.keyboard.press('Enter');
    await leave(tab, 'tomorrow').waitFor();
    expect(await leave(tab, 'tomorrow').evaluate((button) => button === document.activeElement)).toBe(true);
    await tab.composer.press('Enter');
    await tab.card(3).locator('time').getByText('Tomorrow').waitFor();
  });
});

const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('with chips open, on a %s', (size) => {
  it.each(['light', 'dark'] as const)('nobody is kept out, in %s colours', async (colorScheme) => {
    const other = await open({ ...sizes[size], colorScheme });
    await other.signIn(ann);
    await other.composer.fill('pay rent every 1st at 3 #home #bills !high');
    await leave(other, '#home').click();
    await other.page.getByRole('button', { name: 'Understand “#home” again' }).waitFor();
    await chip(other, 'Priority').waitFor();
    expect({ barriers: await barriers(other.page), overflow: await overflow(other.page) }).toEqual({
      barriers: [],
      overflow: 0,
    });
    await other.close();
  });
});
