import { barriers, overflow } from '@parley/testing/browser';
import { inChromium } from './chromium.ts';
import { newAccount, type Screen, type Tab } from './tab.ts';

const open = inChromium();
const ann = newAccount();
const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

/** Everything that the conversation can show, said by a person who was reminded. */
beforeAll(async () => {
  const tab = await open();
  await tab.signUp(ann);
  await tab.ask('remind me in 3 seconds to check the oven');
  await tab.ask('pay rent every 1st at 9am #home !high');
  await tab.ask('call the dentist tomorrow at 10am, remind me 30 minutes before');
  await tab.ask('buy milk #errands');
  await tab.ask('done #4');
  await tab.ask('show all');
  await tab.ask('help');
  await tab.ask('paint the fence #a #b #c #d #e #f');
  await tab.reminder('check the oven').waitFor();
  await tab.close();
});

describe.each(Object.keys(sizes) as (keyof typeof sizes)[])('on a %s', (size) => {
  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    let tab: Tab;

    beforeAll(async () => {
      tab = await open({ ...sizes[size], colorScheme });
      await tab.signIn(ann);
    });
    afterAll(() => tab.close());

    async function expectNoBarrier({ page }: Tab = tab): Promise<void> {
      expect({ barriers: await barriers(page), overflow: await overflow(page) }).toEqual({
        barriers: [],
        overflow: 0,
      });
    }

    it('nobody is kept out of signing in', async () => {
      const stranger = await open({ ...sizes[size], colorScheme });
      await stranger.page.goto('/');
      await stranger.page.getByRole('button', { name: 'Sign in' }).click();
      await stranger.page.locator('[aria-invalid="true"]').first().waitFor();
      await expectNoBarrier(stranger);
      await stranger.page.getByRole('button', { name: 'Create an account' }).click();
      await expectNoBarrier(stranger);
      await stranger.close();
    });

    it('nobody is kept out of the conversation', async () => {
      await tab.go('conversation');
      await tab.reminder('check the oven').waitFor();
      await expectNoBarrier();
    });

    it.each<Screen>(['tasks', 'reminders', 'settings'])('nobody is kept out of the %s', async (screen) => {
      await tab.go(screen);
      await expectNoBarrier();
    });

    it('nobody is kept out of a dialog or a menu', async () => {
      await tab.go('settings');
      await tab.page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await expectNoBarrierInDialog();
      await tab.go('tasks');
      await tab.page.getByRole('button', { name: 'New task' }).click();
      await expectNoBarrierInDialog();
      await tab.rows.getByRole('button', { name: 'pay rent', exact: true }).click();
      await expectNoBarrierInDialog();
      await tab.go('conversation');
      await tab.cards.getByRole('button', { name: 'Snooze: pay rent' }).first().click();
      await tab.page.getByRole('menu').waitFor();
      await expectNoBarrier();
      await tab.page.keyboard.press('Escape');
    });

    async function expectNoBarrierInDialog(): Promise<void> {
      await tab.page.getByRole('dialog').waitFor();
      await expectNoBarrier();
      await tab.page.keyboard.press('Escape');
      await tab.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});
