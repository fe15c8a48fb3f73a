import { restartServices, withOwnStack } from '../support/own-stack.ts';
import { inChromium } from './chromium.ts';
import { newAccount, type Tab } from './tab.ts';

const open = inChromium();
const ann = newAccount();
let laptop: Tab;
/** Another browser of the same person, in which nothing is done. */
let desk: Tab;
let breadDue: number;

beforeAll(async () => {
  laptop = await open();
  await laptop.signUp(ann);
  desk = await open();
  await desk.signIn(ann);
  await Promise.all([laptop, desk].map((tab) => tab.watchForReminder()));
  await laptop.ask('remind me in half a minute to take the bread out');
  breadDue = await laptop.due(1);
});

/** What the person said, as a browser shows it that has seen nothing of it before. */
async function saidElsewhere(): Promise<string[]> {
  const other = await open();
  await other.signIn(ann);
  await other.answers.first().waitFor();
  const said = await other.said();
  await other.close();
  return said;
}

describe('what is written without a network', () => {
  it('waits where everybody sees it, and is sent once and in order when the network returns', async () => {
    await laptop.losingTheNetwork(async () => {
      await laptop.page.context().setOffline(true);
      await laptop.say('buy milk');
      await laptop.mine('buy milk', 'sending').waitFor();
      await laptop.page.getByText('No connection. What you write is kept and sent later.').waitFor();
      await laptop.say('buy butter');
      await laptop.mine('buy milk', 'waiting').waitFor();
      expect(await laptop.mine('buy butter', 'sent').count()).toBe(0);
      await laptop.page.context().setOffline(false);
      await laptop.mine('buy butter', 'sent').waitFor();
    });
    await laptop.page.locator('[data-offline="false"]').waitFor({ state: 'attached' });
    await laptop.cards.getByText('buy butter', { exact: true }).waitFor();
    const said = ['remind me in half a minute to take the bread out', 'buy milk', 'buy butter'];
    expect(await laptop.said()).toEqual(said);
    expect(await saidElsewhere()).toEqual(said);
  });
});

describe('a message whose answer is lost', () => {
  it('is sent again, and is there once', async () => {
    const tab = await open();
    const answers = await losableAnswers(tab);
    await tab.signIn(ann);
    await tab.losingTheNetwork(async () => {
      answers.lost = true;
      await tab.say('buy yeast');
      await tab.mine('buy yeast', 'waiting').waitFor();
      answers.lost = false;
      await tab.mine('buy yeast', 'sent').waitFor();
    });
    expect(answers.swallowed).toBeGreaterThan(0);
    await tab.cards.getByText('buy yeast', { exact: true }).waitFor();
    expect((await tab.said()).filter((text) => text === 'buy yeast')).toHaveLength(1);
    expect((await saidElsewhere()).filter((text) => text === 'buy yeast')).toHaveLength(1);
    await tab.close();
  });
});

describe('a conversation that is slow to come', () => {
  it('does not look empty meanwhile', async () => {
    const tab = await open({ storageState: await laptop.page.context().storageState() });
    const arrival = Promise.withResolvers<undefined>();
    await tab.page.route('**/messages?*', async (route) => {
      await arrival.promise;
      await route.continue();
    });
    await tab.page.goto('/');
    await tab.row(1).waitFor();
    expect(await tab.page.locator('[data-empty="conversation"]').count()).toBe(0);
    arrival.resolve(undefined);
    await tab.mine('buy milk', 'sent').waitFor();
    await tab.close();
  });
});

withOwnStack('a restart of every service', () => {
  it('is got over by the page itself, and nothing that was written is lost', async () => {
    const opened = await Promise.all([laptop, desk].map(timeOrigin));
    await laptop.losingTheNetwork(() =>
      desk.losingTheNetwork(async () => {
        const restart = restartServices();
        await laptop.say('buy salt');
        await restart;
        await laptop.mine('buy salt', 'sent').waitFor({ timeout: 20_000 });
        await laptop.say('buy flour');
        // Only a live connection brings it to a browser in which nothing is done.
        await desk.cards.getByText('buy flour', { exact: true }).waitFor({ timeout: 20_000 });
      }),
    );
    expect(await Promise.all([laptop, desk].map(timeOrigin))).toEqual(opened);
    expect((await laptop.said()).slice(-2)).toEqual(['buy salt', 'buy flour']);
    expect((await desk.said()).slice(-2)).toEqual(['buy salt', 'buy flour']);
  });
});

describe('a reader at the end', () => {
  it('stays there, however fast messages come from elsewhere', async () => {
    const texts = Array.from({ length: 8 }, (_, i) => `buy thing ${i} tomorrow #shop`);
    for (const text of texts) await laptop.say(text);
    const last = desk.cards.getByText('buy thing 7', { exact: true });
    await last.waitFor();
    await expect(desk.page.locator('[data-action="to-newest"]').count()).resolves.toBe(0);
    const { y = 0, height = 0 } = (await last.boundingBox()) ?? {};
    expect(y + height).toBeLessThan(800);
  });
});

describe('a reminder that was asked for before all this', () => {
  it('comes on time to both browsers, whatever happened meanwhile', async () => {
    for (const tab of [laptop, desk]) {
      const late = (await tab.reminderSeen(60_000)) - breadDue;
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(2_000);
    }
    const before = await laptop.said();
    await laptop.reload();
    await laptop.reminder('take the bread out').waitFor();
    expect(await laptop.said()).toEqual(before);
    expect(await laptop.reminder('take the bread out').count()).toBe(1);
  }, 90_000);
});

/** When the page was loaded: it moves with every reload. */
function timeOrigin({ page }: Tab): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}

/** While `lost` is set, what the page sends arrives, and no answer comes back. Must precede the page. */
async function losableAnswers({ page }: Tab): Promise<{ lost: boolean; swallowed: number }> {
  const answers = { lost: false, swallowed: 0 };
  await page.routeWebSocket(/socket\.io/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (answers.lost) answers.swallowed += 1;
      else socket.send(message);
    });
  });
  await page.route('**/messages', async (route) => {
    if (!answers.lost) return route.continue();
    await route.fetch();
    answers.swallowed += 1;
    await route.abort();
  });
  return answers;
}
