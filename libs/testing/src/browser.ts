import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const APT = '/usr/bin/apt-get';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** How long a hook may take that launches Chromium, because the first one may have to install it. */
export const LAUNCH_MS = 240_000;

/**
 * Launches the Chromium of `CHROMIUM_PATH`, else of `PATH`, else one that it installs when it may.
 * @throws Error saying what to install
 */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? onPath() ?? installed();
  return chromium.launch({ executablePath, args: FLAGS });
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
}

/** On a bare machine of our own, e.g. a container. Elsewhere it is for the person to decide. */
function installed(): string {
  if (process.getuid?.() === 0 && existsSync(APT)) {
    process.stderr.write('Chromium was not found: apt-get install chromium …\n');
    execFileSync(APT, ['update', '-qq'], { stdio: 'ignore' });
    execFileSync(APT, ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore' });
  }
  const found = onPath();
  if (found === undefined)
    throw new Error('Chromium was not found. Install it ("apt-get install chromium") or set CHROMIUM_PATH.');
  return found;
}

/** What keeps people out of the page as it is now (WCAG 2.2 AA and good practice), as `rule: element`. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  });
}

/** How many CSS pixels the page is wider than its window: anything above 0 scrolls sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
