import { launchChromium, LAUNCH_MS } from '@parley/testing/browser';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Tab } from './tab.ts';

const ARTIFACTS = fileURLToPath(new URL('../.artifacts/', import.meta.url));

/**
 * One Chromium for the tests of a file. An error in the console of any tab fails the test, and of a test that
 * fails every tab is kept as a picture.
 * @returns opens a tab, which lives until the last test
 */
export function inChromium(): (options?: BrowserContextOptions) => Promise<Tab> {
  let browser: Browser;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    globalThis.parleyTestFailed = (test) => takePictures(test, tabs);
  }, LAUNCH_MS);
  afterEach(() => {
    expect(tabs.flatMap(({ complaints }) => complaints.splice(0))).toEqual([]);
  });
  afterAll(() => browser.close());

  return async (options) => {
    const tab = await Tab.open(browser, options);
    tabs.push(tab);
    return tab;
  };
}

async function takePictures(test: string, tabs: readonly Tab[]): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  const name = test.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
  for (const [index, { page }] of tabs.entries()) {
    if (page.isClosed()) continue;
    const path = `${ARTIFACTS}${name}-${index + 1}.png`;
    await page.screenshot({ path, timeout: 5_000 }).then(
      () => process.stderr.write(`Picture: ${path}\n`),
      (error: unknown) => process.stderr.write(`No picture of "${test}": ${String(error)}\n`),
    );
  }
}

declare global {
  /** Called with the name of each test that fails, before its hooks run. */
  var parleyTestFailed: ((test: string) => Promise<void>) | undefined;
}
