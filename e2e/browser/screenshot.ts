import { launchChromium } from '@parley/testing/browser';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import setUp from '../support/set-up.ts';
import tearDown from '../support/tear-down.ts';
import { newAccount, Tab } from './tab.ts';

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
/** One of them has office hours. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'America/Los_Angeles'];

await setUp();
const browser = await launchChromium();
try {
  const timezoneId = ZONES.find((zone) => hourIn(zone) >= 8 && hourIn(zone) < 20) ?? 'UTC';
  const tab = await Tab.open(browser, { timezoneId });
  await haveConversation(tab);
  mkdirSync(IMAGES, { recursive: true });
  await tab.page.screenshot({ path: `${IMAGES}conversation.png` });
  console.log(`${IMAGES}conversation.png`);
} finally {
  await browser.close();
  await tearDown();
}

/** What a morning with Parley looks like; ends when the reminder has come, after two minutes. */
async function haveConversation(tab: Tab): Promise<void> {
  await tab.signUp(newAccount('Ann Lee'));
  // A time of day less than a minute ahead would be tomorrow's.
  const soon = new Date(Date.now() + 125_000);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: await zoneOf(tab) }).format(
    soon,
  );
  for (const text of [
    `remind me at ${time} to take the bread out of the oven`,
    'send the quarterly report friday 5pm #work !high',
    'book flights to Lisbon next month #travel',
    'call the dentist tomorrow at 10:30 #health',
    'water the plants every 3 days #home',
    'pay rent every 1st at 9am #home !high',
    'what is due tomorrow?',
  ])
    await tab.ask(text);
  await tab.reminder('take the bread out').waitFor({ timeout: 150_000 });
  await tab.page.mouse.move(0, 0);
}

function zoneOf(tab: Tab): Promise<string> {
  return tab.page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
}

function hourIn(timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format());
}
