import { barriers, launchChromium, LAUNCH_MS, overflow } from '@parley/testing/browser';
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

const chips = () => person.page.getByRole('list', { name: 'Understood' }).getByRole('listitem');
const labels = () => chips().evaluateAll((items) => items.map((item) => item.dataset['chip']));
const leave = (words: string) => person.page.getByRole('button', { name: `Leave “${words}” as words` });
const again = (words: string) => person.page.getByRole('button', { name: `Understand “${words}” again` });
const rejectedOnServer = () => person.server.world.received.at(-1)?.rejected;

const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
};

describe('what is understood while a person writes', () => {
  it('is shown part by part, and nothing for plain words', async () => {
    await person.composer.fill('pay rent every 1st at 9am #home !high');
    await eventually(labels, ['Repeats', 'First', 'Tag', 'Priority']);
    expect(await barriers(person.page)).toEqual([]);
    await person.composer.fill('how are you');
    await eventually(() => chips().count(), 0);
  });

  it('is a rule in words with its next dates, and what was assumed', async () => {
    await person.composer.fill('pay rent every 1st at 3 #home');
    const meaning = person.page.locator('[data-meaning]');
    await meaning.getByText('every month on the 1st at 09:00').waitFor();
    expect(await meaning.getByRole('list', { name: 'Next dates' }).getByRole('listitem').count()).toBe(5);
    await meaning.getByText('The time was read as 15:00.').waitFor();
    await leave('every 1st').click();
    await eventually(() => meaning.getByRole('list').count(), 0);
    await person.composer.fill('how are you');
    await eventually(() => meaning.count(), 0);
  });

  it('is left as words when it is rejected, in what is shown and in what is sent', async () => {
    await person.composer.fill('  watch Annie tomorrow #tv ');
    await leave('tomorrow').click();
    await again('tomorrow').waitFor();
    expect(await person.composer.evaluate((field) => field === document.activeElement)).toBe(true);
    await person.composer.press('Enter');
    await eventually(rejectedOnServer, [{ start: 12, end: 20, type: 'due' }]);
    expect(person.server.world.received.at(-1)?.text).toBe('watch Annie tomorrow #tv');
    await eventually(() => chips().count(), 0);
    await person.sayAndHear('call Ana tomorrow');
    expect(rejectedOnServer()).toEqual([]);
  });

  it('is rejected and taken back with the keyboard, and stays rejected while other words change', async () => {
    const { page } = person;
    await person.composer.fill('see tomorrow #tv');
    await leave('tomorrow').focus();
    await page.keyboard.press('Enter');
    await again('tomorrow').waitFor();
    expect(await again('tomorrow').evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await person.composer.focus();
    await page.keyboard.press('Home');
    await page.keyboard.type('please ');
    await page.keyboard.press('End');
    await page.keyboard.type(' #films');
    await eventually(labels, ['Due', 'Tag', 'Tag']);
    await again('tomorrow').focus();
    await page.keyboard.press('Enter');
    await leave('tomorrow').waitFor();
    expect(await leave('tomorrow').evaluate((button) => button === document.activeElement)).toBe(true);
    await person.composer.press('Enter');
    await eventually(() => person.server.world.received.length, 1);
    expect(rejectedOnServer()).toEqual([]);
  });

  it('is sent as it was shown, however late', async () => {
    await person.composer.fill('watch Annie tomorrow');
    await leave('tomorrow').click();
    person.server.down = true;
    await person.composer.press('Enter');
    await person.page.locator('[data-status="waiting"]').waitFor();
    person.server.down = false;
    await person.page.reload();
    await eventually(rejectedOnServer, [{ start: 12, end: 20, type: 'due' }]);
  });

  it('is never that of an older text', async () => {
    let answerFirst = (): void => undefined;
    const held = new Promise<void>((resolve) => (answerFirst = resolve));
    let asked = 0;
    await person.page.route('**/api/v1/parse', async (route) => {
      asked += 1;
      if (asked === 1) await held;
      // The page has given up on the older one by then.
      await route.continue().catch(() => undefined);
    });
    await person.composer.fill('buy milk today');
    await eventually(() => asked, 1);
    await person.composer.fill('buy milk #shop');
    await eventually(labels, ['Tag']);
    answerFirst();
    await person.composer.press('End');
    await person.composer.pressSequentially(' !high');
    await eventually(labels, ['Tag', 'Priority']);
  });
});

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s', (size) => {
  it.each(['light', 'dark'] as const)(
    'it moves nothing and keeps nobody out, in %s colours',
    async (colorScheme) => {
      const other = await aPerson(browser, { ...sizes[size], colorScheme });
      const { page, composer } = other;
      await other.signUp();
      await other.sayAndHear('water the plants');
      const top = () => composer.evaluate((field) => field.getBoundingClientRect().top);
      // As many lines as what follows has, for the text itself grows.
      await composer.fill('p'.repeat(46));
      const before = await top();
      await composer.fill('pay rent every 1st at 3 #home #bills !high');
      await page.locator('[data-chip="Priority"]').waitFor();
      await page.getByRole('button', { name: 'Leave “#home” as words' }).click();
      await page.getByRole('button', { name: 'Understand “#home” again' }).waitFor();
      expect(await top()).toBe(before);
      expect({ barriers: await barriers(page), overflow: await overflow(page) }).toEqual({
        barriers: [],
        overflow: 0,
      });
      expect(other.complaints).toEqual([]);
      await other.close();
    },
  );
});
