import { barriers, launchChromium, LAUNCH_MS, overflow } from '@parley/testing/browser';
import type { Browser } from 'playwright-core';
import { aPerson, type Person } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, LAUNCH_MS);
afterAll(() => browser.close());

async function fill(person: Person): Promise<void> {
  const { world } = person.server;
  world.add({ title: 'File the tax return', priority: 'high', due: world.due(-2), tags: ['taxes'] });
  world.add({
    title: 'Book the dentist',
    due: world.due(2, '10:00'),
    reminders: [{ id: 'r', kind: 'absolute', at: new Date(Date.now() + 86_400_000).toISOString() }],
  });
  world.filters = [{ id: 'f', name: 'My week', query: 'due:7d', position: 0, version: 1 }];
  world.record({ type: 'filters.changed', filters: world.filters });
  await person.sayAndHear('pay rent every 1st at 9am #home !high');
  await person.sayAndHear('show all');
  await person.sayAndHear('a #b #c #d #e #f #g');
  await person.sayAndHear('help');
  await person.sayAndHear('done rent');
}

const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  // What a 1280 pixel window shows at 200 %.
  zoomed: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
};

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s screen', (size) => {
  it.each(['light', 'dark'] as const)(
    'nobody is kept out, in %s colours',
    async (colorScheme) => {
      const person = await aPerson(browser, { ...sizes[size], colorScheme, reducedMotion: 'reduce' });
      const found: Record<string, string[]> = {};
      const check = async (name: string) => {
        const tooWide = await overflow(person.page);
        const list = [...(await barriers(person.page)), ...(tooWide > 0 ? [`${tooWide}px too wide`] : [])];
        if (list.length > 0) found[name] = list;
      };

      await person.page.goto(person.server.url);
      await person.page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await check('sign-in with errors');
      await person.signUp();
      await check('empty conversation');
      await person.go('tasks');
      await person.page.getByText('Nothing open').waitFor();
      await check('no tasks');
      await person.go('conversation');
      await fill(person);
      await check('conversation');
      await person.page.getByRole('button', { name: 'Snooze: pay rent' }).first().click();
      await person.page.getByRole('menu').waitFor();
      await check('snooze menu');
      await person.page.keyboard.press('Escape');
      await person.cards.first().getByRole('button', { name: 'Edit: pay rent' }).click();
      await person.page.getByRole('dialog').waitFor();
      await check('edit dialog');
      await person.page.keyboard.press('Escape');
      await person.page.getByRole('dialog').waitFor({ state: 'detached' });
      for (const screen of ['tasks', 'reminders', 'settings'] as const) {
        await person.go(screen);
        await check(screen);
      }
      await person.go('tasks');
      await person.page.getByRole('combobox', { name: 'Filter' }).fill('dentist duo:today');
      await person.page.locator('[data-correction]').waitFor();
      await check('a filter with a mistake');
      await person.page.getByRole('combobox', { name: 'Filter' }).fill('dentist');
      await person.page.locator('[data-list="tasks"] mark').waitFor();
      await check('found tasks');
      await person.page.getByRole('button', { name: 'Save filter' }).click();
      await check('a filter being named');

      expect(found).toEqual({});
      expect(person.complaints).toEqual([]);
      await person.close();
    },
    60_000,
  );
});
