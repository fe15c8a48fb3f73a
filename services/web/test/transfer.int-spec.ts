import { barriers, launchChromium, LAUNCH_MS, overflow } from '@parley/testing/browser';
import type { Browser } from 'playwright-core';
import { aPerson, type Person } from './browser.ts';

let browser: Browser;
let ana: Person;

beforeAll(async () => {
  browser = await launchChromium();
}, LAUNCH_MS);
afterAll(() => browser.close());

beforeEach(async () => {
  ana = await aPerson(browser, { viewport: { width: 360, height: 740 }, acceptDownloads: true });
  await ana.signUp();
  await ana.go('settings');
}, LAUNCH_MS);
afterEach(() => ana.close());

const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('title\nbuy milk\ncall mom\n') };
const standing = (status: string) => ana.page.locator(`[data-import="${status}"]`).waitFor();

async function isOpenToAll(): Promise<void> {
  expect(await barriers(ana.page)).toEqual([]);
  expect(await overflow(ana.page)).toBe(0);
}

describe('the settings', () => {
  it('show what a file would make, and make it when told to, by keyboard', async () => {
    const chooser = ana.page.waitForEvent('filechooser');
    await ana.page.locator('[data-action="choose-file"]').press('Enter');
    await (await chooser).setFiles(file);
    await standing('ready');
    await ana.page.getByRole('list', { name: 'The first tasks' }).getByText('call mom').waitFor();
    await ana.page.getByRole('list', { name: 'Not understood' }).getByText('when pigs fly').waitFor();
    await isOpenToAll();
    await ana.page.locator('[data-action="start-import"]').press('Enter');
    await standing('completed');
    await ana.page.getByText('2 tasks made.').waitFor();
    expect(await ana.page.locator('[data-action="cancel-import"]').count()).toBe(0);
    await ana.go('tasks');
    await ana.page.getByText('buy milk').waitFor();
  });

  it('call an import off', async () => {
    await ana.page.locator('input[type="file"]').setInputFiles(file);
    await standing('ready');
    await ana.page.getByRole('button', { name: 'Cancel import' }).click();
    await standing('cancelled');
    await ana.page.locator('[data-action="choose-file"]').waitFor();
  });

  it('save all tasks as a file', async () => {
    const download = ana.page.waitForEvent('download');
    await ana.page.getByRole('button', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toBe('parley-tasks.csv');
  });

  it('show the address of the calendar once, replace it, and revoke it', async () => {
    const { page } = ana;
    await page.getByRole('button', { name: 'Make an address' }).click();
    const field = page.locator('[data-new-secret]');
    const first = await field.inputValue();
    expect(first).toMatch(/\/feeds\/.+\.ics$/);
    await isOpenToAll();
    await page.getByRole('button', { name: 'I have it' }).click();
    expect(await field.count()).toBe(0);
    await page.getByRole('button', { name: 'Replace it' }).click();
    expect(await field.inputValue()).not.toBe(first);
    await page.getByRole('button', { name: 'Revoke it' }).click();
    await page.getByRole('button', { name: 'Make an address' }).waitFor();
    expect(await field.count()).toBe(0);
  });
});
